/**
 * What every stage shares: the immutable {@link io.lakegate.gateway.exchange.Exchange}, the answer,
 * the stage contract and the chain that enforces it. Features meet here and nowhere else.
 */
@NullMarked
package io.lakegate.gateway.exchange;

import org.jspecify.annotations.NullMarked;
