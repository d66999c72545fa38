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
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.Steering;
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
 * Clusters: create, get, list, edit, update, resize, start, restart, delete (which terminates) and
 * events.
 *
 * <p>Threading: confined to the event loop.
 */
public final class ClusterApi implements Api {
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("MMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final Limits LIMITS = new Limits("page_size", 20, 100);
  private static final Pager<Long> PAGER = Pager.byNumber();

  private static final String ID = "cluster_id";
  private static final String START = "WaitGetClusterRunning";
  private static final String STOP = "WaitGetClusterTerminated";

  /** What a cluster has that is no setting. */
  private static final List<String> NO_SETTINGS = List.of(ID, "update_mask", "cluster");

  private final InstantSource clock;
  private final ClusterTimes times;
  private final Steering steering;
  private final RandomGenerator random;
  private final Map<String, Cluster> clusters = new LinkedHashMap<>();

  /**
   * Creates the API with the clusters that exist at the start.
   *
   * @param clock the source of the present
   * @param times how long passing states last
   * @param steering tells which way starts and stops go
   * @param random the source of ids
   */
  public ClusterApi(
      InstantSource clock, ClusterTimes times, Steering steering, RandomGenerator random) {
    this.clock = clock;
    this.times = times;
    this.steering = steering;
    this.random = random;
    for (Cluster seed : new ClusterSeeds(times, clock.instant()).clusters()) {
      clusters.put(seed.id(), seed);
    }
    steering.madeBy(START, (path, values, steer) -> make(values.getOrDefault(ID, ""), steer));
    steering.madeBy(
        STOP,
        (path, values, steer) ->
            make(values.getOrDefault(ID, ""), Steer.USUAL)
                .terminate("sandbox", steer, clock.instant()));
  }

  @Override
  public void register(Routes routes) {
    routes
        .post("/api/*/clusters/create", this::create)
        .get(
            "/api/*/clusters/get",
            (call, body) -> find(call.query(ID).orElse("")).json(clock.instant()))
        .get("/api/*/clusters/list", (call, body) -> list(call))
        .post("/api/*/clusters/start", (call, body) -> start(body))
        .post("/api/*/clusters/restart", (call, body) -> restart(body))
        .post("/api/*/clusters/resize", (call, body) -> resize(body))
        .post("/api/*/clusters/edit", (call, body) -> edit(body))
        .post("/api/*/clusters/update", (call, body) -> update(body))
        .post("/api/*/clusters/delete", this::terminate)
        .post("/api/*/clusters/events", (call, body) -> events(body));
  }

  private ObjectNode create(Call call, ObjectNode body) {
    check(body);
    Instant now = clock.instant();
    String suffix = Long.toString(random.nextLong(2_821_109_907_456L), 36);
    String id = ID_TIME.format(now) + "-" + "0".repeat(8 - suffix.length()) + suffix;
    add(new Cluster.Identity(id, call.principal()), body.deepCopy(), steering.next(START));
    return Json.object().put(ID, id);
  }

  private static void check(ObjectNode body) {
    if (body.path("spark_version").asText("").isEmpty()) {
      throw Numbers.missing("spark_version");
    }
    if (!body.has("node_type_id") && !body.has("instance_pool_id") && !body.has("policy_id")) {
      throw Numbers.missing("node_type_id");
    }
    if (Numbers.int64(body, "num_workers").orElse(0L) < 0) {
      throw ApiProblem.invalidParameter("num_workers must not be negative");
    }
  }

  private Cluster add(Cluster.Identity identity, ObjectNode spec, Steer steer) {
    Cluster cluster = Cluster.created(identity, spec, times, steer, clock.instant());
    clusters.put(identity.id(), cluster);
    return cluster;
  }

  private Cluster make(String id, Steer steer) {
    return add(new Cluster.Identity(id, "sandbox"), Json.object().put("cluster_name", id), steer);
  }

  private ObjectNode list(Call call) {
    List<String> states = call.queryAll("filter_by.cluster_states");
    NavigableMap<Long, Cluster> selected = new TreeMap<>();
    long number = 0;
    for (Cluster cluster : clusters.values()) {
      cluster.advance(clock.instant());
      number++;
      if (states.isEmpty() || states.contains(cluster.state(clock.instant()))) {
        selected.put(number, cluster);
      }
    }
    int size = LIMITS.check(call.queryLong("page_size").orElse(0L));
    Page<Cluster> page =
        PAGER.page("clusters " + states, selected, size, call.query("page_token").orElse(""));
    ObjectNode answer = Json.object();
    if (!page.items().isEmpty()) {
      ArrayNode items = answer.putArray("clusters");
      page.items().forEach(cluster -> items.add(cluster.json(clock.instant())));
    }
    return answer.put("next_page_token", page.next()).put("prev_page_token", page.previous());
  }

  private ObjectNode start(ObjectNode body) {
    Cluster cluster = find(id(body));
    cluster.start(() -> steering.next(START), clock.instant());
    return Json.object();
  }

  private ObjectNode restart(ObjectNode body) {
    find(id(body)).restart(() -> steering.next(START), clock.instant());
    return Json.object();
  }

  private ObjectNode resize(ObjectNode body) {
    ObjectNode size = body.deepCopy();
    size.remove(NO_SETTINGS);
    find(id(body)).resize(size, () -> steering.next(START), clock.instant());
    return Json.object();
  }

  private ObjectNode edit(ObjectNode body) {
    Cluster cluster = find(id(body));
    check(body);
    ObjectNode settings = body.deepCopy();
    settings.remove(NO_SETTINGS);
    return change(cluster, settings);
  }

  /** Takes the members of {@code cluster} that the mask names, all of them for a star. */
  private ObjectNode update(ObjectNode body) {
    Cluster cluster = find(id(body));
    String mask = body.path("update_mask").asText("");
    if (mask.isEmpty()) {
      throw Numbers.missing("update_mask");
    }
    ObjectNode settings = cluster.spec().deepCopy();
    List<String> names = List.of(mask.split(","));
    body.path("cluster")
        .properties()
        .forEach(
            member -> {
              if (names.contains(member.getKey()) || mask.equals("*")) {
                settings.set(member.getKey(), member.getValue());
              }
            });
    return change(cluster, settings);
  }

  private ObjectNode change(Cluster cluster, ObjectNode settings) {
    Instant now = clock.instant();
    boolean restarts = cluster.editable(now);
    cluster.edit(settings, now);
    if (restarts) {
      cluster.restart(() -> steering.next(START), now);
    }
    return Json.object();
  }

  private ObjectNode terminate(Call call, ObjectNode body) {
    Cluster cluster = find(id(body));
    if (cluster.up(clock.instant())) {
      cluster.terminate(call.principal(), steering.next(STOP), clock.instant());
    }
    return Json.object();
  }

  private ObjectNode events(ObjectNode body) {
    Cluster cluster = find(id(body));
    return new EventQuery(body, clock.instant()).answer(cluster);
  }

  private static String id(ObjectNode body) {
    return body.path(ID).asText("");
  }

  /** The platform answers 400, not 404, for a cluster that does not exist. */
  private Cluster find(String id) {
    if (id.isEmpty()) {
      throw Numbers.missing(ID);
    }
    Cluster cluster = clusters.get(id);
    if (cluster == null) {
      throw ApiProblem.invalidParameter("Cluster " + id + " does not exist");
    }
    cluster.advance(clock.instant());
    return cluster;
  }
}
