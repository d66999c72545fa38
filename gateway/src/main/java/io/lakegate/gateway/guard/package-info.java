/**
 * Looks at a request before anything else does: its target, its Host, and whether a browser sent
 * it.
 */
@NullMarked
package io.lakegate.gateway.guard;

import org.jspecify.annotations.NullMarked;
