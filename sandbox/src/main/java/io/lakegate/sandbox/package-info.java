/** Placeholder. */
@NullMarked
package io.lakegate.sandbox;

import org.jspecify.annotations.NullMarked;
