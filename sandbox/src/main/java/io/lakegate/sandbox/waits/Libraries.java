package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.http.Routes;
import io.lakegate.sandbox.steering.Motion;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.Steering;
import io.lakegate.sandbox.steering.Wait;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Libraries of clusters: install, uninstall and their states. Of libraries that are installed
 * together, a steer that fails concerns the last one only.
 */
final class Libraries {
  private static final String WAIT = "LibrariesInstalled";
  private static final String STATUS = "/api/*/libraries/cluster-status";
  private static final String CLUSTER = "cluster_id";

  private final Steering steering;
  private final InstantSource clock;
  private final Duration usual;
  private final Wait wait;
  private final Map<String, Map<String, Library>> clusters = new Remembered<>();

  Libraries(Steering steering, InstantSource clock, Duration usual) {
    this.steering = steering;
    this.clock = clock;
    this.usual = usual;
    this.wait = steering.table().named(WAIT).orElseThrow();
    steering.madeBy(WAIT, (path, values, steer) -> make(values.getOrDefault(CLUSTER, ""), steer));
  }

  void register(Routes routes) {
    routes
        .post("/api/*/libraries/install", (call, body) -> install(body))
        .post("/api/*/libraries/uninstall", (call, body) -> uninstall(body))
        .override(
            HttpMethod.GET,
            STATUS,
            request -> knows(request.getParam(CLUSTER)),
            (call, body) -> status(call.query(CLUSTER).orElse("")));
  }

  private boolean knows(@Nullable String cluster) {
    return cluster != null && clusters.containsKey(cluster);
  }

  private ObjectNode install(ObjectNode body) {
    JsonNode asked = body.path("libraries");
    if (asked.isEmpty()) {
      throw Numbers.missing("libraries");
    }
    Map<String, Library> libraries = of(cluster(body));
    Steer steer = steering.next(WAIT);
    for (int i = 0; i < asked.size(); i++) {
      Steer own = i == asked.size() - 1 ? steer : inOrder(steer);
      libraries.put(asked.get(i).toString(), library(asked.get(i), own));
    }
    return Json.object();
  }

  private static Steer inOrder(Steer steer) {
    Duration duration = steer.duration();
    return new Steer(
        Steer.USUAL.ending(), duration, "", steer.states(), Steer.USUAL.text(), Json.object());
  }

  /** A library stays until its cluster restarts. */
  private ObjectNode uninstall(ObjectNode body) {
    Map<String, Library> libraries = of(cluster(body));
    for (JsonNode asked : body.path("libraries")) {
      Motion motion = Motion.ended("UNINSTALL_ON_RESTART", clock.instant());
      libraries.put(asked.toString(), new Library(asked, motion, Steer.USUAL));
    }
    return Json.object();
  }

  private void make(String cluster, Steer steer) {
    JsonNode library = Json.object().set("pypi", Json.object().put("package", "simplejson"));
    of(cluster).put(library.toString(), library(library, steer));
  }

  private Library library(JsonNode asked, Steer steer) {
    Instant now = clock.instant();
    return new Library(asked, steer.motion(wait.passing(), wait.usualEnd(), now, usual), steer);
  }

  private ObjectNode status(String cluster) {
    Instant now = clock.instant();
    ObjectNode answer = Json.object().put(CLUSTER, cluster);
    ArrayNode statuses = answer.putArray("library_statuses");
    of(cluster).values().forEach(library -> statuses.add(library.json(wait, now)));
    return answer;
  }

  private Map<String, Library> of(String cluster) {
    return clusters.computeIfAbsent(cluster, id -> new LinkedHashMap<>());
  }

  private static String cluster(ObjectNode body) {
    String cluster = body.path(CLUSTER).asText("");
    if (cluster.isEmpty()) {
      throw Numbers.missing(CLUSTER);
    }
    return cluster;
  }

  private record Library(JsonNode asked, Motion motion, Steer steer) {
    ObjectNode json(Wait wait, Instant now) {
      String status = motion.state(now);
      ObjectNode json = Json.object();
      json.set("library", asked);
      json.put("status", status).put("is_library_for_all_clusters", false);
      if (wait.failure().contains(status)) {
        json.putArray("messages").add(steer.message(status));
      }
      Json.merge(json, steer.members());
      return json;
    }
  }
}
