package io.lakegate.sandbox.jobs;

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
import io.lakegate.sandbox.steering.Steering;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;

/**
 * Jobs: create, get, list and delete; and their runs.
 *
 * <p>Threading: confined to the event loop.
 */
public final class JobApi implements Api {
  private static final Limits LIMITS = new Limits("limit", 20, 100);
  private static final Pager<Long> PAGER = Pager.byNumber();

  /** Nested arrays are paged from this version on, 2.2. */
  static final int NESTED_PAGES_SINCE = 22;

  private final InstantSource clock;
  private final JobStore jobs;
  private final RunApi runs;

  /**
   * Creates the API.
   *
   * @param clock the source of the present
   * @param times how long the states of runs last
   * @param steering tells which way runs go
   * @param seeds how many jobs exist at the start
   * @param workspace the URL that links to runs begin with
   */
  public JobApi(InstantSource clock, RunTimes times, Steering steering, int seeds, URI workspace) {
    this.clock = clock;
    this.jobs = new JobStore(seeds, clock.instant());
    this.runs = new RunApi(clock, jobs, times, steering, workspace);
  }

  @Override
  public void register(Routes routes) {
    routes
        .post("/api/*/jobs/create", this::create)
        .get("/api/*/jobs/get", (call, body) -> get(call))
        .get("/api/*/jobs/list", (call, body) -> list(call))
        .post("/api/*/jobs/delete", (call, body) -> delete(body));
    runs.register(routes);
  }

  private ObjectNode create(Call call, ObjectNode body) {
    Trigger.check(body);
    ObjectNode settings = body.deepCopy();
    if (!settings.has("name")) {
      settings.put("name", "Untitled");
    }
    Job job = jobs.create(call.principal(), settings, clock.instant());
    return Json.object().put("job_id", job.id());
  }

  private ObjectNode get(Call call) {
    long id = call.queryLong("job_id").orElseThrow(() -> Numbers.missing("job_id"));
    Job job = jobs.find(id);
    return call.version() >= NESTED_PAGES_SINCE
        ? job.json(call.query("page_token").orElse(""))
        : job.json();
  }

  private ObjectNode list(Call call) {
    int limit = LIMITS.check(call.queryLong("limit").orElse(0L));
    String name = call.query("name").orElse("");
    boolean expand = call.queryFlag("expand_tasks");
    NavigableMap<Long, Job> all = jobs.named(name);
    Page<Job> page = page("jobs " + name, all, limit, call);
    ObjectNode answer = Json.object();
    if (!page.items().isEmpty()) {
      ArrayNode items = answer.putArray("jobs");
      page.items().forEach(job -> items.add(expand ? expanded(job, call) : job.summary()));
    }
    answer.put("has_more", page.hasMore());
    page.putTokens(answer);
    return answer;
  }

  private static ObjectNode expanded(Job job, Call call) {
    if (call.version() < NESTED_PAGES_SINCE) {
      return job.json();
    }
    ObjectNode json = job.json("");
    json.remove("next_page_token");
    return json;
  }

  private ObjectNode delete(ObjectNode body) {
    jobs.delete(Numbers.requiredInt64(body, "job_id"));
    return Json.object();
  }

  /** Returns the page that a token names, or that an offset does, as older clients ask for it. */
  static <V> Page<V> page(String scope, NavigableMap<Long, V> items, int limit, Call call) {
    String token = call.query("page_token").orElse("");
    long offset = call.queryLong("offset").orElse(0L);
    if (offset < 0 || (offset > 0 && !token.isEmpty())) {
      throw ApiProblem.invalidParameter(
          "offset must not be negative and cannot go with page_token");
    }
    if (offset == 0) {
      return PAGER.page(scope, items, limit, token);
    }
    List<Long> rest = items.keySet().stream().skip(offset).limit(1).toList();
    return rest.isEmpty()
        ? new Page<>(List.of(), "", "")
        : PAGER.from(scope, items, limit, rest.getFirst());
  }
}
