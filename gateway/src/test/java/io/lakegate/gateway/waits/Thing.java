package io.lakegate.gateway.waits;

import io.lakegate.sdk.waiting.Binding;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something to wait for that no other test has, and the requests that concern it.
 *
 * @param number what tells it from others
 */
record Thing(long number) {

  private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)\\+?}");

  /** 2^53 + 1: from here on a double does not hold each integer. */
  private static final AtomicLong LAST = new AtomicLong(9_007_199_254_740_993L);

  private static final List<String> NUMBERS =
      List.of("run_id", "workspace_id", "refresh_id", "version");

  private static final String SETTINGS =
      "\"spark_version\":\"15.4.x\",\"node_type_id\":\"i3.xlarge\",\"num_workers\":1";

  /** What requests need beside what tells the thing. */
  private static final Map<String, String> BODIES =
      Map.of(
          "clusters.create", SETTINGS,
          "clusters.edit", SETTINGS,
          "clusters.resize", "\"num_workers\":2",
          "clusters.update", "\"update_mask\":\"num_workers\",\"cluster\":{\"num_workers\":2}",
          "jobs.submit",
              "\"tasks\":[{\"task_key\":\"a\",\"notebook_task\":{\"notebook_path\":\"/a\"}}]",
          "libraries.install", "\"libraries\":[{\"jar\":\"dbfs:/a.jar\"}]",
          "libraries.uninstall", "\"libraries\":[{\"jar\":\"dbfs:/a.jar\"}]");

  static Thing next() {
    return new Thing(LAST.addAndGet(2));
  }

  String value(String name) {
    return NUMBERS.contains(name) ? Long.toString(number) : "thing-" + number;
  }

  /** A path with the thing in each of its places. */
  String fill(String template) {
    Matcher places = PLACE.matcher(template);
    return places.replaceAll(
        place -> place.group().endsWith("+}") ? "projects/" + value("") : value(place.group(1)));
  }

  /** The body of a trigger. */
  String body(WaitTrigger trigger, String job) {
    Map<String, String> members = new TreeMap<>();
    for (Binding binding : trigger.bindings()) {
      if (binding.from() == Binding.From.REQUEST_BODY) {
        String value = value(binding.name());
        members.put(binding.name(), NUMBERS.contains(binding.name()) ? value : "\"" + value + "\"");
      }
    }
    if (trigger.operation().equals("jobs.run_now")) {
      members.put("job_id", job);
    }
    StringBuilder body = new StringBuilder(BODIES.getOrDefault(trigger.operation(), ""));
    members.forEach(
        (name, value) ->
            body.append(body.isEmpty() ? "\"" : ",\"").append(name).append("\":").append(value));
    return body.isEmpty() && trigger.method().equals("DELETE") ? "" : "{" + body + "}";
  }

  /** What a trigger needs to be there before; the thing itself, at a state; empty for nothing. */
  String before(WaitTrigger trigger) {
    return switch (trigger.operation()) {
      case "clusters.start" -> made("WaitGetClusterTerminated", clusterPath(), "0s");
      case "clusters.edit",
          "clusters.update",
          "clusters.resize",
          "clusters.restart",
          "clusters.delete" ->
          made("WaitGetClusterRunning", clusterPath(), "0s");
      case "jobs.repair_run" -> made("WaitGetRunJobTerminatedOrSkipped", runPath(), "0s");
      case "jobs.cancel_run" -> made("WaitGetRunJobTerminatedOrSkipped", runPath(), "10m");
      default -> "";
    };
  }

  private String clusterPath() {
    return "/api/2.1/clusters/get?cluster_id=" + value("cluster_id");
  }

  private String runPath() {
    return "/api/2.2/jobs/runs/get?run_id=" + value("run_id");
  }

  private static String made(String wait, String path, String after) {
    return "{\"wait\":\"%s\",\"path\":\"%s\",\"duration_ms\":\"%s\"}".formatted(wait, path, after);
  }
}
