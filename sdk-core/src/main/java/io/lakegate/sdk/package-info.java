/** Placeholder. */
@NullMarked
package io.lakegate.sdk;

import org.jspecify.annotations.NullMarked;
