package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.http.Routes;
import io.lakegate.sandbox.paging.Limits;
import io.lakegate.sandbox.paging.NestedPages;
import io.lakegate.sandbox.paging.Page;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.Steering;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Supplier;

/** Runs: run-now, submit, repair, get, list, cancel and get-output. */
final class RunApi {
  private static final String WAIT = "WaitGetRunJobTerminatedOrSkipped";

  /** The platform's cap on {@code idempotency_token}, in characters. */
  private static final int MOST_TOKEN = 64;

  /** The platform takes limits under 25; 0 asks for as many as it gives. */
  private static final Limits LIMITS = new Limits("limit", 24, 24);

  private static final long STANDARD = 20;
  private static final int PAST_RUNS = 60;
  private static final List<String> NESTED =
      List.of("tasks", "job_clusters", "job_parameters", "repair_history");

  private final InstantSource clock;
  private final JobStore jobs;
  private final RunStore runs;
  private final Trigger trigger;
  private final Steering steering;
  private final URI workspace;

  RunApi(InstantSource clock, JobStore jobs, RunTimes times, Steering steering, URI workspace) {
    this.clock = clock;
    this.jobs = jobs;
    this.runs = new RunStore();
    this.trigger = new Trigger(times);
    this.steering = steering;
    this.workspace = workspace;
    steering.madeBy(WAIT, (path, values, steer) -> make(values.getOrDefault("run_id", ""), steer));
    seed();
  }

  void register(Routes routes) {
    routes
        .post("/api/*/jobs/run-now", this::runNow)
        .post("/api/*/jobs/runs/submit", this::submit)
        .get("/api/*/jobs/runs/get", (call, body) -> get(call))
        .get("/api/*/jobs/runs/list", (call, body) -> list(call))
        .post("/api/*/jobs/runs/repair", (call, body) -> repair(body))
        .post("/api/*/jobs/runs/cancel", (call, body) -> cancel(body))
        .get("/api/*/jobs/runs/get-output", (call, body) -> output(call));
  }

  /** Gives the oldest jobs a past, a run an hour. */
  private void seed() {
    Instant now = clock.instant();
    List<Job> oldest = jobs.named("").descendingMap().values().stream().limit(PAST_RUNS).toList();
    for (int i = 0; i < oldest.size(); i++) {
      RunPlan plan = trigger.runNow(oldest.get(i), JobSeeds.CREATOR, Json.object());
      runs.trigger(plan, now.minusSeconds(3_600L * (oldest.size() - i)));
    }
  }

  private ObjectNode runNow(Call call, ObjectNode body) {
    long jobId = Numbers.requiredInt64(body, "job_id");
    Run run = once("run-now " + jobId, body, () -> plan(jobId, call, body));
    return Json.object().put("run_id", run.id()).put("number_in_job", run.id());
  }

  private RunPlan plan(long jobId, Call call, ObjectNode body) {
    return trigger.runNow(jobs.find(jobId), call.principal(), body);
  }

  private ObjectNode submit(Call call, ObjectNode body) {
    Run run = once("submit", body, () -> trigger.submit(call.principal(), body));
    return Json.object().put("run_id", run.id());
  }

  private Run once(String kind, ObjectNode body, Supplier<RunPlan> plan) {
    String token = body.path("idempotency_token").asText("");
    if (token.length() > MOST_TOKEN) {
      throw ApiProblem.invalidParameter(
          "idempotency_token must not be longer than " + MOST_TOKEN + " characters");
    }
    return runs.once(
        token.isEmpty() ? "" : kind + " " + token,
        () -> runs.trigger(plan.get().steered(steering.next(WAIT)), clock.instant()));
  }

  private void make(String id, Steer steer) {
    if (!id.matches("\\d{1,18}")) {
      throw ApiProblem.invalidParameter("run_id must be an int64, was " + id);
    }
    ObjectNode task = Json.object().put("task_key", "main");
    task.putObject("notebook_task").put("notebook_path", "/made");
    ObjectNode body = Json.object().put("run_name", "made");
    body.putArray("tasks").add(task);
    RunPlan plan = trigger.submit(JobSeeds.CREATOR, body).steered(steer);
    runs.add(new Run(Long.parseLong(id), plan, clock.instant()));
  }

  /** A run is repaired once it is over; each further repair names the one before it. */
  private ObjectNode repair(ObjectNode body) {
    Run run = runs.find(Numbers.requiredInt64(body, "run_id"));
    if (!run.progress(clock.instant()).over()) {
      throw ApiProblem.invalidState("Run " + run.id() + " is active and cannot be repaired.");
    }
    long latest = run.latest().repairId();
    if (latest != 0 && Numbers.int64(body, "latest_repair_id").orElse(0L) != latest) {
      throw ApiProblem.invalidParameter("latest_repair_id must be " + latest);
    }
    RunCourse course = trigger.repair(body).steered(steering.next(WAIT));
    long repairId = runs.repairId();
    run.repair(repairId, course, clock.instant());
    return Json.object().put("repair_id", repairId);
  }

  private ObjectNode get(Call call) {
    Run run = runs.find(runId(call));
    RunView view = view();
    ObjectNode json = view.runWithTasks(run);
    if (call.queryFlag("include_history")) {
      json.set("repair_history", view.history(run));
    }
    if (call.version() >= JobApi.NESTED_PAGES_SINCE) {
      String next = NestedPages.reduce(json, NESTED, call.query("page_token").orElse(""));
      if (!next.isEmpty()) {
        json.put("has_more", true).put("next_page_token", next);
      }
    }
    return json;
  }

  private ObjectNode list(Call call) {
    RunFilter filter = RunFilter.of(call, clock.instant());
    int limit = LIMITS.check(call.queryLong("limit").orElse(STANDARD));
    NavigableMap<Long, Run> selected = filter.select(runs.all());
    Page<Run> page = JobApi.page("runs " + filter.scope(), selected, limit, call);
    boolean expand = call.queryFlag("expand_tasks");
    RunView view = view();
    ObjectNode answer = Json.object();
    if (!page.items().isEmpty()) {
      ArrayNode items = answer.putArray("runs");
      page.items().forEach(run -> items.add(expand ? expanded(view, run, call) : view.run(run)));
    }
    answer.put("has_more", page.hasMore());
    page.putTokens(answer);
    return answer;
  }

  private static ObjectNode expanded(RunView view, Run run, Call call) {
    ObjectNode json = view.runWithTasks(run);
    if (call.version() >= JobApi.NESTED_PAGES_SINCE
        && !NestedPages.reduce(json, NESTED, "").isEmpty()) {
      json.put("has_more", true);
    }
    return json;
  }

  private ObjectNode cancel(ObjectNode body) {
    runs.find(Numbers.requiredInt64(body, "run_id")).cancel(clock.instant());
    return Json.object();
  }

  private ObjectNode output(Call call) {
    RunStore.TaskRun found = runs.findTask(runId(call));
    return view().output(found.run(), found.task());
  }

  private RunView view() {
    return new RunView(workspace, clock.instant());
  }

  private static long runId(Call call) {
    return call.queryLong("run_id").orElseThrow(() -> Numbers.missing("run_id"));
  }
}
