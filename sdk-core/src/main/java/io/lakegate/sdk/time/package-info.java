/** Lengths of time: as people write them, and as they grow from one try to the next. */
@NullMarked
package io.lakegate.sdk.time;

import org.jspecify.annotations.NullMarked;
