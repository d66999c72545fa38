/** Makes attempts until one counts, by the rules of the SDK core. */
@NullMarked
package io.lakegate.gateway.retry;

import org.jspecify.annotations.NullMarked;
