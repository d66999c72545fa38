/** Decides where a request goes: which profile, and the origin or an endpoint of our own. */
@NullMarked
package io.lakegate.gateway.route;

import org.jspecify.annotations.NullMarked;
