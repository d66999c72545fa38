/** Placeholder. */
@NullMarked
package io.lakegate.gateway;

import org.jspecify.annotations.NullMarked;
