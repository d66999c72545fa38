/** The ports of the SDK core on Vert.x: conversations with issuers and origins. */
@NullMarked
package io.lakegate.gateway.transport;

import org.jspecify.annotations.NullMarked;
