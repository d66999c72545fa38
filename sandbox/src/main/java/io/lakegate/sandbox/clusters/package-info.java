/** The clusters API: clusters whose states advance with time, and their events. */
@NullMarked
package io.lakegate.sandbox.clusters;

import org.jspecify.annotations.NullMarked;
