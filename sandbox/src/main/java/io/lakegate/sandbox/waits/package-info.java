/**
 * Everything that can be waited for and that no other feature carries out: a trigger creates or
 * moves a thing, whose state then follows from the time.
 */
@NullMarked
package io.lakegate.sandbox.waits;

import org.jspecify.annotations.NullMarked;
