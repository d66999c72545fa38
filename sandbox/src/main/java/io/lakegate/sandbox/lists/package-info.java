/** Every list of the platform that no other feature serves, filled and paged as tests ask. */
@NullMarked
package io.lakegate.sandbox.lists;

import org.jspecify.annotations.NullMarked;
