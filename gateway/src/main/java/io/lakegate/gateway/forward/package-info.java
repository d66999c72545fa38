/**
 * Carries one attempt to the origin and its answer to the client, streaming both ways. The only
 * place, with {@code problem}, that touches the client's response.
 */
@NullMarked
package io.lakegate.gateway.forward;

import org.jspecify.annotations.NullMarked;
