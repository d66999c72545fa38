/** The documents that every SDK asks for before its first call, answered by the gateway at once. */
@NullMarked
package io.lakegate.gateway.wellknown;

import org.jspecify.annotations.NullMarked;
