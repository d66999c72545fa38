/** Bodies of any size for load tests: a source that holds nothing and a sink that keeps nothing. */
@NullMarked
package io.lakegate.sandbox.load;

import org.jspecify.annotations.NullMarked;
