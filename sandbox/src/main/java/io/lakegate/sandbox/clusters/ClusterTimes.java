package io.lakegate.sandbox.clusters;

import java.time.Duration;

/**
 * How long a cluster's passing states last.
 *
 * @param start how long it is PENDING
 * @param stop how long it is TERMINATING
 */
public record ClusterTimes(Duration start, Duration stop) {}
