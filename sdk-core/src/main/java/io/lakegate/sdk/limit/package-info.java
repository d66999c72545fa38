/**
 * Spreads the attempts at one origin over time: a token bucket per profile and endpoint class, fair
 * between clients, that slows down when the origin throttles and recovers by itself. The caller
 * owns clock and timer.
 */
@NullMarked
package io.lakegate.sdk.limit;

import org.jspecify.annotations.NullMarked;
