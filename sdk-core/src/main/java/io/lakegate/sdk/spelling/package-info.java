/** Finds what was most likely meant by a name, or a path, that is none, and shows texts safely. */
@NullMarked
package io.lakegate.sdk.spelling;

import org.jspecify.annotations.NullMarked;
