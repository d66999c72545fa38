/**
 * The gateway's own settings: one table of keys, the loader that reads them from flags, environment
 * and file, and the immutable records the rest of the gateway is built from.
 */
@NullMarked
package io.lakegate.gateway.config;

import org.jspecify.annotations.NullMarked;
