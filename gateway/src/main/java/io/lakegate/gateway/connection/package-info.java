/** How a client's connection ends: told beforehand, in two steps, or by a reset. */
@NullMarked
package io.lakegate.gateway.connection;

import org.jspecify.annotations.NullMarked;
