package io.lakegate.sandbox.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import java.time.Instant;

/**
 * Something that happened to a cluster.
 *
 * @param time when
 * @param type what, such as {@code RUNNING}
 * @param details more about it
 */
record ClusterEvent(Instant time, String type, ObjectNode details) {

  ObjectNode json(String clusterId) {
    return Json.object()
        .put("cluster_id", clusterId)
        .put("timestamp", time.toEpochMilli())
        .put("type", type)
        .set("details", details);
  }
}
