/** Finds what was most likely meant by a name, or a path, that is none. */
@NullMarked
package io.lakegate.sdk.spelling;

import org.jspecify.annotations.NullMarked;
