package io.lakegate.sandbox.clusters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.http.Routes;
import io.lakegate.sandbox.paging.Limits;
import io.lakegate.sandbox.paging.Page;
import io.lakegate.sandbox.paging.Pager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Clusters: create, get, list, start, delete (which terminates) and events.
 *
 * <p>Threading: confined to the event loop.
 */
public final class ClusterApi implements Api {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("MMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final Limits LIMITS = new Limits("page_size", 20, 100);
  private static final Pager<Long> PAGER = Pager.byNumber();

  private final InstantSource clock;
  private final ClusterTimes times;
  private final RandomGenerator random;
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();

  /** Creates the API with the clusters that exist at the start. */
  public ClusterApi(InstantSource clock, ClusterTimes times, RandomGenerator random) {
    this.clock = clock;
    this.times = times;
    this.random = random;
    for (Cluster seed : new ClusterSeeds(times, clock.instant()).clusters()) {
      clusters.put(seed.id(), seed);
    }
  }

  @Override
  public void register(Routes routes) {
    routes
        .post("/api/*/clusters/create", this::create)
        .get(
            "/api/*/clusters/get", (call, body) -> find(call.query("cluster_id").orElse("")).json())
        .get("/api/*/clusters/list", (call, body) -> list(call))
        .post("/api/*/clusters/start", (call, body) -> start(body))
        .post("/api/*/clusters/delete", this::terminate)
        .post("/api/*/clusters/events", (call, body) -> events(body));
  }

  private ObjectNode create(Call call, ObjectNode body) {
    if (body.path("spark_version").asText("").isEmpty()) {
      throw Numbers.missing("spark_version");
    }
    if (!body.has("node_type_id") && !body.has("instance_pool_id") && !body.has("policy_id")) {
      throw Numbers.missing("node_type_id");
    }
    if (Numbers.int64(body, "num_workers").orElse(0L) < 0) {
      throw ApiProblem.invalidParameter("num_workers must not be negative");
    }
    Instant now = clock.instant();
    String suffix = Long.toString(random.nextLong(2_821_109_907_456L), 36);
    String id = ID_TIME.format(now) + "-" + "0".repeat(8 - suffix.length()) + suffix;
    ObjectNode spec = body.deepCopy();
    clusters.put(id, Cluster.created(new Cluster.Identity(id, call.principal()), spec, times, now));
    return Json.object().put("cluster_id", id);
  }

  private ObjectNode list(Call call) {
    List<String> states = call.queryAll("filter_by.cluster_states");
    NavigableMap<Long, Cluster> selected = new TreeMap<>();
    long number = 0;
    for (Cluster cluster : clusters.values()) {
      cluster.advance(clock.instant());
      number++;
      if (states.isEmpty() || states.contains(cluster.state().name())) {
        selected.put(number, cluster);
      }
    }
    int size = LIMITS.check(call.queryLong("page_size").orElse(0L));
    Page<Cluster> page =
        PAGER.page("clusters " + states, selected, size, call.query("page_token").orElse(""));
    ObjectNode answer = Json.object();
    if (!page.items().isEmpty()) {
      ArrayNode items = answer.putArray("clusters");
      page.items().forEach(cluster -> items.add(cluster.json()));
    }
    return answer.put("next_page_token", page.next()).put("prev_page_token", page.previous());
  }

  private ObjectNode start(ObjectNode body) {
    find(id(body)).start(clock.instant());
    return Json.object();
  }

  private ObjectNode terminate(Call call, ObjectNode body) {
    find(id(body)).terminate(call.principal(), clock.instant());
    return Json.object();
  }

  private ObjectNode events(ObjectNode body) {
    Cluster cluster = find(id(body));
    return new EventQuery(body, clock.instant()).answer(cluster);
  }

  private static String id(ObjectNode body) {
    return body.path("cluster_id").asText("");
  }

  /** The platform answers 400, not 404, for a cluster that does not exist. */
  private Cluster find(String id) {
    if (id.isEmpty()) {
      throw Numbers.missing("cluster_id");
    }
    Cluster cluster = clusters.get(id);
    if (cluster == null) {
      throw ApiProblem.invalidParameter("Cluster " + id + " does not exist");
    }
    cluster.advance(clock.instant());
    return cluster;
  }
}
