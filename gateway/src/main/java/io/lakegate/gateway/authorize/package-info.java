/** Gives each attempt its credentials, without ever blocking the event loop on an issuer. */
@NullMarked
package io.lakegate.gateway.authorize;

import org.jspecify.annotations.NullMarked;
