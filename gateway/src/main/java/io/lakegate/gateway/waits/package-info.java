/**
 * {@code /wait/<path>}: starts an operation, or finds one under way, and answers when it is over.
 */
@NullMarked
package io.lakegate.gateway.waits;

import org.jspecify.annotations.NullMarked;
