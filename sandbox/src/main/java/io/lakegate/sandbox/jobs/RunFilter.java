package io.lakegate.sandbox.jobs;

import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Which runs a list shows.
 *
 * @param scope the filters as text, by which page tokens are told apart
 * @param now the moment at which runs are active or completed
 */
record RunFilter(Wanted wanted, String scope, Instant now) {

  /**
   * Reads the filters of a request.
   *
   * @throws ApiProblem 400 when they contradict each other
   */
  static RunFilter of(Call call, Instant now) {
    boolean active = call.queryFlag("active_only");
    boolean completed = call.queryFlag("completed_only");
    if (active && completed) {
      throw ApiProblem.invalidParameter("active_only and completed_only cannot both be true");
    }
    Wanted wanted =
        new Wanted(
            call.queryLong("job_id").orElse(0L),
            call.query("run_type").orElse(""),
            call.queryLong("start_time_from").orElse(Long.MIN_VALUE),
            call.queryLong("start_time_to").orElse(Long.MAX_VALUE),
            active,
            completed);
    return new RunFilter(wanted, wanted.toString(), now);
  }

  NavigableMap<Long, Run> select(NavigableMap<Long, Run> all) {
    NavigableMap<Long, Run> selected = new TreeMap<>(all.comparator());
    all.forEach(
        (id, run) -> {
          if (shows(run)) {
            selected.put(id, run);
          }
        });
    return selected;
  }

  private boolean shows(Run run) {
    long started = run.created().toEpochMilli();
    return (wanted.jobId() == 0 || wanted.jobId() == run.plan().jobId())
        && (wanted.type().isEmpty() || wanted.type().equals(run.plan().type()))
        && started >= wanted.from()
        && started <= wanted.to()
        && (!wanted.active() || !run.progress(now).over())
        && (!wanted.completed() || run.progress(now).over());
  }

  /**
   * The filters as they were sent.
   *
   * @param jobId the job, 0 for any
   * @param type the run type, empty for any
   * @param from the earliest start, epoch milliseconds
   * @param to the latest start, epoch milliseconds
   * @param active whether only runs that are not over are shown
   * @param completed whether only runs that are over are shown
   */
  record Wanted(long jobId, String type, long from, long to, boolean active, boolean completed) {}
}
