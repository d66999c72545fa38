/** Lengths of time as people write them. */
@NullMarked
package io.lakegate.sdk.time;

import org.jspecify.annotations.NullMarked;
