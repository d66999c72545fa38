/**
 * What the gateway's tests share: an origin and a client that speak raw bytes, and a real gateway.
 */
@NullMarked
package io.lakegate.gateway.testing;

import org.jspecify.annotations.NullMarked;
