package io.lakegate.sandbox.clusters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.steering.Motion;
import io.lakegate.sandbox.steering.Steer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A cluster. Its state follows from what was asked of it and from the time that has passed. */
final class Cluster {
  private static final String PENDING = "PENDING";
  private static final String RUNNING = "RUNNING";
  private static final String TERMINATING = "TERMINATING";
  private static final String TERMINATED = "TERMINATED";

  private final Identity identity;
  private final ClusterTimes times;
  private final List<ClusterEvent> events = new ArrayList<>();
  private ObjectNode spec;
  private Motion motion;
  private Steer steer = Steer.USUAL;
  private boolean settled = true;
  private boolean asked = true;
  private boolean restarts;
  private Instant started;
  private Instant restarted;
  private @Nullable Instant terminated;

  private Cluster(Identity identity, ObjectNode spec, ClusterTimes times, Instant now) {
    this.identity = identity;
    this.spec = spec;
    this.times = times;
    this.started = now;
    this.restarted = now;
    this.motion = Motion.ended(TERMINATED, now);
  }

  /** Returns a cluster that begins to start. */
  static Cluster created(
      Identity identity, ObjectNode spec, ClusterTimes times, Steer steer, Instant now) {
    Cluster cluster = new Cluster(identity, spec, times, now);
    cluster.pending("CREATING", steer, now);
    return cluster;
  }

  String id() {
    return identity.id();
  }

  String state(Instant now) {
    return motion.state(now);
  }

  List<ClusterEvent> events() {
    return Collections.unmodifiableList(events);
  }

  /** Lets the time pass until now. */
  void advance(Instant now) {
    if (settled || !motion.over(now)) {
      return;
    }
    settled = true;
    if (motion.end().equals(RUNNING)) {
      event(motion.over(), RUNNING, Json.object());
      restarted = restarts ? motion.over() : restarted;
    } else if (motion.end().equals(TERMINATED)) {
      terminated = motion.over();
    }
  }

  /**
   * Begins to start.
   *
   * @throws ApiProblem 400 unless the cluster is terminated
   */
  void start(Supplier<Steer> how, Instant now) {
    require(List.of(TERMINATED), now);
    terminated = null;
    pending("STARTING", how.get(), now);
  }

  /**
   * Begins to restart.
   *
   * @throws ApiProblem 400 unless the cluster is running
   */
  void restart(Supplier<Steer> course, Instant now) {
    require(List.of(RUNNING), now);
    Steer how = course.get();
    restarts = true;
    begin(how.motion(List.of("RESTARTING"), RUNNING, now, times.start()), how);
    event(now, "RESTARTING", Json.object().put("user", identity.creator()));
  }

  /**
   * Begins to resize.
   *
   * @throws ApiProblem 400 unless the cluster is running
   */
  void resize(ObjectNode size, Supplier<Steer> course, Instant now) {
    require(List.of(RUNNING), now);
    Steer how = course.get();
    spec.setAll(size);
    restarts = false;
    begin(how.motion(List.of("RESIZING"), RUNNING, now, times.start()), how);
    event(now, "RESIZING", Json.object());
  }

  /**
   * Checks that the settings may be changed.
   *
   * @return whether the cluster has to restart to take them; a terminated one stays so
   * @throws ApiProblem 400 unless the cluster is running or terminated
   */
  boolean editable(Instant now) {
    require(List.of(RUNNING, TERMINATED), now);
    return state(now).equals(RUNNING);
  }

  /** Takes new settings. */
  void edit(ObjectNode settings, Instant now) {
    spec = settings;
    event(now, "EDITED", Json.object().put("user", identity.creator()));
  }

  ObjectNode spec() {
    return spec;
  }

  /** Begins to stop; one that stops or has stopped already stays as it is. */
  void terminate(String user, Steer how, Instant now) {
    begin(how.motion(List.of(TERMINATING), TERMINATED, now, times.stop()), how);
    asked = true;
    ObjectNode details = Json.object().put("user", user);
    details.set("reason", reason());
    event(now, TERMINATING, details);
  }

  /** Tells whether the cluster neither stops nor has stopped. */
  boolean up(Instant now) {
    return !List.of(TERMINATING, TERMINATED).contains(state(now));
  }

  ObjectNode json(Instant now) {
    String state = state(now);
    ObjectNode json =
        Json.object().put("cluster_id", id()).put("creator_user_name", identity.creator());
    json.setAll(spec.deepCopy());
    json.put("state", state)
        .put("state_message", message(now))
        .put("cluster_source", "API")
        .put("start_time", started.toEpochMilli())
        .put("last_restarted_time", restarted.toEpochMilli())
        .put("last_state_loss_time", 0);
    if (state.equals(RUNNING)) {
      json.put("spark_context_id", 9_007_199_254_740_993L + started.toEpochMilli())
          .put("jdbc_port", 10_000)
          .put("cluster_memory_mb", 16_384)
          .put("cluster_cores", 4.0);
    }
    Instant end = terminated;
    if (end != null) {
      json.put("terminated_time", end.toEpochMilli()).set("termination_reason", reason());
    }
    if (motion.over(now)) {
      Json.merge(json, steer.members());
    }
    return json;
  }

  private void pending(String event, Steer how, Instant now) {
    started = now;
    restarts = true;
    asked = false;
    begin(how.motion(List.of(PENDING), RUNNING, now, times.start()), how);
    event(now, event, Json.object().put("user", identity.creator()));
  }

  private void begin(Motion next, Steer how) {
    motion = next;
    steer = how;
    settled = false;
  }

  private void require(List<String> states, Instant now) {
    if (!states.contains(state(now))) {
      throw ApiProblem.invalidState(
          "Cluster %s is in unexpected state %s.".formatted(id(), spoken(state(now))));
    }
  }

  private void event(Instant time, String type, ObjectNode details) {
    events.add(new ClusterEvent(time, type, details));
  }

  private String message(Instant now) {
    String state = state(now);
    boolean told = !steer.text().message().isEmpty() || !steer.state().isEmpty();
    if (told && motion.over(now)) {
      return steer.message(state);
    }
    return switch (state) {
      case PENDING -> "Starting Spark";
      case RUNNING -> "";
      case TERMINATED -> "Terminated by user request";
      default -> spoken(state);
    };
  }

  /** A cluster that nobody asked to stop was never launched. */
  private ObjectNode reason() {
    return asked
        ? Json.object().put("code", "USER_REQUEST").put("type", "SUCCESS")
        : Json.object().put("code", "CLOUD_PROVIDER_LAUNCH_FAILURE").put("type", "CLOUD_FAILURE");
  }

  /** Returns a state as the platform's messages spell it. */
  private static String spoken(String state) {
    return state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT);
  }

  /**
   * Who a cluster is.
   *
   * @param id its id
   * @param creator the name of who created it
   */
  record Identity(String id, String creator) {}
}
