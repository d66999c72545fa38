/**
 * What a request and an answer are, how they are sent (a port; no sockets here) and how we name
 * ourselves to those we call.
 */
@NullMarked
package io.lakegate.sdk.http;

import org.jspecify.annotations.NullMarked;
