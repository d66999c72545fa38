/**
 * What clients may write on a connection, good and evil, as raw bytes, each with the verdict that
 * it gets through every door; and what other proxies make of them.
 */
@NullMarked
package io.lakegate.gateway.wire;

import org.jspecify.annotations.NullMarked;
