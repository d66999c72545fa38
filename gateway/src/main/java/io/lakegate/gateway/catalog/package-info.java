/** {@code /lakegate/catalog}: what is known of a path. */
@NullMarked
package io.lakegate.gateway.catalog;

import org.jspecify.annotations.NullMarked;
