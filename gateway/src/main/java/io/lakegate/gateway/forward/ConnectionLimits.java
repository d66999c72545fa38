package io.lakegate.gateway.forward;

/**
 * The sizes that hold for connections on both sides.
 *
 * @param maxRequestLine the longest request or status line, in bytes
 * @param maxHeaderSize the largest header section, in bytes
 * @param maxOriginConnections how many connections one event loop keeps to one origin
 */
public record ConnectionLimits(int maxRequestLine, int maxHeaderSize, int maxOriginConnections) {}
