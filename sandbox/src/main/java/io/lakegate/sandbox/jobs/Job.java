package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.paging.NestedPages;
import java.time.Instant;
import java.util.List;

/**
 * A job.
 *
 * @param id its id
 * @param creator who created it
 * @param created when
 * @param settings its settings, as they were sent
 */
record Job(long id, String creator, Instant created, ObjectNode settings) {
  /** The settings' arrays that API 2.2 pages. */
  private static final List<String> NESTED =
      List.of("tasks", "job_clusters", "parameters", "environments");

  String name() {
    return settings.path("name").asText("");
  }

  /** Returns the job with all of its settings. */
  ObjectNode json() {
    ObjectNode json = head();
    json.set("settings", settings.deepCopy());
    return json;
  }

  /** Returns the job with one page of its settings' arrays. */
  ObjectNode json(String pageToken) {
    ObjectNode json = json();
    String next = NestedPages.reduce((ObjectNode) json.get("settings"), NESTED, pageToken);
    if (!next.isEmpty()) {
      json.put("has_more", true).put("next_page_token", next);
    }
    return json;
  }

  /** Returns the job as lists show it, without its tasks and clusters. */
  ObjectNode summary() {
    ObjectNode json = json();
    ((ObjectNode) json.get("settings")).remove(List.of("tasks", "job_clusters"));
    return json;
  }

  private ObjectNode head() {
    return Json.object()
        .put("job_id", id)
        .put("creator_user_name", creator)
        .put("run_as_user_name", creator)
        .put("created_time", created.toEpochMilli());
  }
}
