/** The profiles that are served: resolved and given their credentials once, at the start. */
@NullMarked
package io.lakegate.gateway.profiles;

import org.jspecify.annotations.NullMarked;
