/** Binds the sockets: which addresses, which event loops, and how they are let go of. */
@NullMarked
package io.lakegate.gateway.listen;

import org.jspecify.annotations.NullMarked;
