/**
 * How lists are paged: what each style needs from a page to ask for the next one, and the cutting
 * of items out of a page's bytes without reading them.
 */
@NullMarked
package io.lakegate.sdk.paging;

import org.jspecify.annotations.NullMarked;
