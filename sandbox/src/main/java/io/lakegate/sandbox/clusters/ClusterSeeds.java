package io.lakegate.sandbox.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.steering.Steer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The clusters that exist at the start, with a past. */
final class ClusterSeeds {
  /** Two events a start and one a stop: more than two pages of the usual 50. */
  private static final int PAST_DAYS = 40;

  private static final String CREATOR = "sandbox.user@example.com";

  private final ClusterTimes times;
  private final Instant now;

  ClusterSeeds(ClusterTimes times, Instant now) {
    this.times = times;
    this.now = now;
  }

  List<Cluster> clusters() {
    Cluster shared = past("0701-091500-shared01", "Shared analytics", 4);
    shared.start(() -> Steer.USUAL, now.minus(Duration.ofHours(2)).minus(times.start()));
    shared.advance(now);
    return List.of(
        shared,
        past("0702-013000-nightly2", "Nightly ETL", 8),
        past("0703-101500-science3", "Data science", 2));
  }

  /** Returns a terminated cluster that was started and stopped once a day. */
  private Cluster past(String id, String name, int workers) {
    Instant first = now.minus(Duration.ofDays(PAST_DAYS));
    Cluster cluster =
        Cluster.created(
            new Cluster.Identity(id, CREATOR), spec(name, workers), times, Steer.USUAL, first);
    for (int day = 0; day < PAST_DAYS; day++) {
      Instant morning = first.plus(Duration.ofDays(day));
      if (day > 0) {
        cluster.start(() -> Steer.USUAL, morning);
      }
      cluster.advance(morning.plus(times.start()));
      Instant evening = morning.plus(Duration.ofHours(8));
      cluster.terminate(CREATOR, Steer.USUAL, evening);
      cluster.advance(evening.plus(times.stop()));
    }
    return cluster;
  }

  private static ObjectNode spec(String name, int workers) {
    return Json.object()
        .put("cluster_name", name)
        .put("spark_version", "16.4.x-scala2.12")
        .put("node_type_id", "i3.xlarge")
        .put("driver_node_type_id", "i3.xlarge")
        .put("num_workers", workers)
        .put("autotermination_minutes", 60);
  }
}
