/** Decides whether a request to the origin may be made at all. */
@NullMarked
package io.lakegate.gateway.policy;

import org.jspecify.annotations.NullMarked;
