/** How near a misspelt name is to those that there are. */
@NullMarked
package io.lakegate.sandbox.spelling;

import org.jspecify.annotations.NullMarked;
