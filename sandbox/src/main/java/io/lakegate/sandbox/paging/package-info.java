/** Opaque page tokens over sorted collections, and pages of nested arrays. */
@NullMarked
package io.lakegate.sandbox.paging;

import org.jspecify.annotations.NullMarked;
