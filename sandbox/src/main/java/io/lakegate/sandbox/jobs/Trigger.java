package io.lakegate.sandbox.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.time.DurationText;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns requests into plans of runs. How a run goes is told by parameters, of the job or of the
 * request: {@code sandbox_result}, the name of an {@link Outcome}; {@code sandbox_duration}, how
 * long it is RUNNING; and {@code sandbox_states}, the states that it passes through in place of
 * QUEUED, PENDING and RUNNING, such as {@code BLOCKED,RUNNING,WAITING_FOR_RETRY,RUNNING}.
 */
final class Trigger {
  private static final String RESULT = "sandbox_result";
  private static final String DURATION = "sandbox_duration";
  private static final String STATES = "sandbox_states";
  private static final int MOST_TASKS = 1_000;
  private static final List<String> PARAMETER_MAPS =
      List.of("job_parameters", "notebook_params", "python_named_params");
  private static final List<String> TASK_TYPES =
      List.of(
          "notebook_task",
          "spark_python_task",
          "python_wheel_task",
          "spark_jar_task",
          "sql_task",
          "dbt_task",
          "pipeline_task",
          "run_job_task",
          "condition_task",
          "for_each_task");

  private final RunTimes times;

  Trigger(RunTimes times) {
    this.times = times;
  }

  RunPlan runNow(Job job, String caller, ObjectNode body) {
    Map<String, String> values = new HashMap<>();
    for (JsonNode parameter : job.settings().path("parameters")) {
      values.put(parameter.path("name").asText(), parameter.path("default").asText());
    }
    ObjectNode overriding = overriding(body, values);
    return new RunPlan(
        job.id(), "JOB_RUN", job.name(), caller, tasks(job.settings()), overriding, course(values));
  }

  /** Returns how a repair goes, which only its own parameters tell. */
  RunCourse repair(ObjectNode body) {
    Map<String, String> values = new HashMap<>();
    overriding(body, values);
    return course(values);
  }

  private static ObjectNode overriding(ObjectNode body, Map<String, String> values) {
    ObjectNode overriding = Json.object();
    for (String name : PARAMETER_MAPS) {
      JsonNode map = body.path(name);
      if (map.isObject()) {
        addAll(values, map);
        overriding.set(name, map);
      } else if (!map.isMissingNode()) {
        throw ApiProblem.invalidParameter(name + " must be an object");
      }
    }
    return overriding;
  }

  RunPlan submit(String caller, ObjectNode body) {
    ArrayNode tasks = tasks(body);
    if (tasks.isEmpty()) {
      throw Numbers.missing("tasks");
    }
    Map<String, String> values = new HashMap<>();
    for (JsonNode task : tasks) {
      addAll(values, task.path("notebook_task").path("base_parameters"));
      addAll(values, task.path("python_wheel_task").path("named_parameters"));
    }
    return new RunPlan(
        0,
        "SUBMIT_RUN",
        body.path("run_name").asText("Untitled"),
        caller,
        tasks,
        Json.object(),
        course(values));
  }

  /**
   * Checks the tasks of a job's settings.
   *
   * @throws ApiProblem 400 when a task has no key, or one that another has
   */
  static void check(ObjectNode settings) {
    JsonNode tasks = settings.path("tasks");
    if (tasks.size() > MOST_TASKS) {
      throw ApiProblem.invalidParameter("A job cannot have more than " + MOST_TASKS + " tasks");
    }
    Set<String> keys = new HashSet<>();
    for (JsonNode task : tasks) {
      String key = task.path("task_key").asText("");
      if (key.isEmpty()) {
        throw Numbers.missing("task_key");
      }
      if (!keys.add(key)) {
        throw ApiProblem.invalidParameter("Duplicate task key: " + key);
      }
    }
  }

  /** Returns the tasks; the older form has one, whose type stands in the settings themselves. */
  private static ArrayNode tasks(ObjectNode settings) {
    check(settings);
    if (settings.get("tasks") instanceof ArrayNode tasks) {
      return tasks.deepCopy();
    }
    ArrayNode tasks = Json.array();
    for (String type : TASK_TYPES) {
      if (settings.has(type)) {
        tasks.addObject().put("task_key", "main").set(type, settings.get(type).deepCopy());
      }
    }
    return tasks;
  }

  private static void addAll(Map<String, String> values, JsonNode parameters) {
    parameters.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
  }

  private RunCourse course(Map<String, String> values) {
    String states = values.getOrDefault(STATES, "");
    return new RunCourse(
        outcome(values),
        times.withRunning(running(values)),
        states.isEmpty() ? List.of() : List.of(states.split(",")),
        Steer.USUAL);
  }

  private static Outcome outcome(Map<String, String> values) {
    return Outcome.of(values.getOrDefault(RESULT, Outcome.SUCCESS.name()));
  }

  private Duration running(Map<String, String> values) {
    String text = values.get(DURATION);
    if (text == null) {
      return times.running();
    }
    return DurationText.parse(text)
        .orElseThrow(
            () ->
                ApiProblem.invalidParameter(
                    DURATION + " must be a time, as 500ms, 5s or 2m, was " + text));
  }
}
