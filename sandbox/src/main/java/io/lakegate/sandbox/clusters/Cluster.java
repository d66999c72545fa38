package io.lakegate.sandbox.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cluster. Its state follows from what was asked of it and from the time that has passed. */
final class Cluster {
  private final String id;
  private final ObjectNode spec;
  private final String creator;
  private final ClusterTimes times;
  private final List<ClusterEvent> events = new ArrayList<>();
  private ClusterState state = ClusterState.TERMINATED;
  private Instant since;
  private Instant started;
  private @Nullable Instant terminated;

  private Cluster(String id, ObjectNode spec, String creator, ClusterTimes times, Instant now) {
    this.id = id;
    this.spec = spec;
    this.creator = creator;
    this.times = times;
    this.since = now;
    this.started = now;
  }

  /** Returns a cluster that begins to start. */
  static Cluster created(Identity identity, ObjectNode spec, ClusterTimes times, Instant now) {
    Cluster cluster = new Cluster(identity.id(), spec, identity.creator(), times, now);
    cluster.pending("CREATING", now);
    return cluster;
  }

  String id() {
    return id;
  }

  ClusterState state() {
    return state;
  }

  List<ClusterEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** Lets the time pass until now. */
  void advance(Instant now) {
    if (state == ClusterState.PENDING && passed(times.start(), now)) {
      enter(ClusterState.RUNNING, since.plus(times.start()));
      event("RUNNING", Json.object());
    } else if (state == ClusterState.TERMINATING && passed(times.stop(), now)) {
      enter(ClusterState.TERMINATED, since.plus(times.stop()));
      terminated = since;
    }
  }

  /**
   * Begins to start.
   *
   * @throws ApiProblem 400 unless the cluster is terminated
   */
  void start(Instant now) {
    if (state != ClusterState.TERMINATED) {
      throw ApiProblem.invalidState(
          "Cluster %s is in unexpected state %s.".formatted(id, state.spoken()));
    }
    terminated = null;
    pending("STARTING", now);
  }

  /** Begins to stop; one that stops or has stopped already stays as it is. */
  void terminate(String user, Instant now) {
    if (state == ClusterState.PENDING || state == ClusterState.RUNNING) {
      enter(ClusterState.TERMINATING, now);
      ObjectNode details = Json.object().put("user", user);
      details.set("reason", reason());
      event("TERMINATING", details);
    }
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("cluster_id", id).put("creator_user_name", creator);
    json.setAll(spec.deepCopy());
    json.put("state", state.name())
        .put("state_message", message())
        .put("cluster_source", "API")
        .put("start_time", started.toEpochMilli())
        .put("last_state_loss_time", 0);
    if (state == ClusterState.RUNNING) {
      json.put("spark_context_id", 9_007_199_254_740_993L + started.toEpochMilli())
          .put("jdbc_port", 10_000)
          .put("cluster_memory_mb", 16_384)
          .put("cluster_cores", 4.0);
    }
    Instant end = terminated;
    if (end != null) {
      json.put("terminated_time", end.toEpochMilli()).set("termination_reason", reason());
    }
    return json;
  }

  private void pending(String event, Instant now) {
    started = now;
    enter(ClusterState.PENDING, now);
    event(event, Json.object().put("user", creator));
  }

  private boolean passed(Duration time, Instant now) {
    return !now.isBefore(since.plus(time));
  }

  private void enter(ClusterState next, Instant time) {
    state = next;
    since = time;
  }

  private void event(String type, ObjectNode details) {
    events.add(new ClusterEvent(since, type, details));
  }

  private String message() {
    return switch (state) {
      case PENDING -> "Starting Spark";
      case RUNNING -> "";
      case TERMINATING -> "Terminating";
      case TERMINATED -> "Terminated by user request";
    };
  }

  private static ObjectNode reason() {
    return Json.object().put("code", "USER_REQUEST").put("type", "SUCCESS");
  }

  /**
   * Who a cluster is.
   *
   * @param id its id
   * @param creator the name of who created it
   */
  record Identity(String id, String creator) {}
}
