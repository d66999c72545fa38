/**
 * What can be waited for, and how tests steer it: which way the next operation of a kind goes, how
 * long it takes, what it shows meanwhile. The features that carry operations out ask here.
 */
@NullMarked
package io.lakegate.sandbox.steering;

import org.jspecify.annotations.NullMarked;
