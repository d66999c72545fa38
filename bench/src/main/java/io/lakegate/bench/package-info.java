/** Placeholder. */
@NullMarked
package io.lakegate.bench;

import org.jspecify.annotations.NullMarked;
