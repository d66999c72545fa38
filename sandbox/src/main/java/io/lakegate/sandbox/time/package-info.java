/** Durations as people write them. */
@NullMarked
package io.lakegate.sandbox.time;

import org.jspecify.annotations.NullMarked;
