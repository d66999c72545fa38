/** Limits the rate of attempts, fairly. Pure rules: the caller owns the clock and the timer. */
@NullMarked
package io.lakegate.sdk.limit;

import org.jspecify.annotations.NullMarked;
