package io.lakegate.gateway.forward;

import java.time.Duration;

/**
 * What holds for connections on both sides.
 *
 * @param maxRequestLine the longest request or status line, in bytes
 * @param maxHeaderSize the largest header section, in bytes
 * @param maxOriginConnections how many connections one event loop keeps to one origin
 * @param clientPatience how long a client may pause within its body
 */
public record ConnectionLimits(
    int maxRequestLine, int maxHeaderSize, int maxOriginConnections, Duration clientPatience) {}
