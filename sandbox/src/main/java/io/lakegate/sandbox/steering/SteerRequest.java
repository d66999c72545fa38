package io.lakegate.sandbox.steering;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.ControlBody;
import io.lakegate.sandbox.http.PathTemplate;
import io.lakegate.sandbox.spelling.Nearest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A steer, and what it is for.
 *
 * @param awaited the wait
 * @param path the path that shows the thing to make, empty to steer the next operation instead
 * @param values the values of the path's places and of its query
 * @param steer how the operation goes
 * @param times for how many operations it holds
 */
record SteerRequest(Wait awaited, String path, Map<String, String> values, Steer steer, int times) {

  private static final int NEAREST_TOLD = 3;

  boolean makes() {
    return !path.isEmpty();
  }

  /**
   * Reads a request.
   *
   * @throws ApiProblem 404 when there is no such wait, 400 that names each other problem
   */
  static SteerRequest read(ObjectNode source, SteeringTable table) {
    ControlBody body = new ControlBody("steer", source);
    String[] target = body.text("path").split("\\?", 2);
    String name = body.text("wait");
    String method = body.text("method");
    boolean polled = method.isEmpty() || method.equals("GET");
    List<Wait> shown = polled && !target[0].isEmpty() ? table.polledAt(target[0]) : List.of();
    Wait wait =
        wait(table, name, shown)
            .or(() -> shown.isEmpty() ? table.triggeredBy(method, target[0]) : Optional.empty())
            .orElseThrow(() -> unknown(table, name, target[0], shown));
    Steer steer = steer(body, wait);
    int times = body.whole("times", 1, 1, 1_000);
    body.check();
    return shown.contains(wait)
        ? new SteerRequest(wait, target[0], values(wait, target), steer, times)
        : new SteerRequest(wait, "", Map.of(), steer, times);
  }

  private static Optional<Wait> wait(SteeringTable table, String name, List<Wait> shown) {
    if (name.isEmpty()) {
      return Optional.of(shown).filter(waits -> waits.size() == 1).map(List::getFirst);
    }
    return table.named(name).filter(wait -> shown.isEmpty() || shown.contains(wait));
  }

  private static ApiProblem unknown(
      SteeringTable table, String name, String path, List<Wait> shown) {
    if (shown.isEmpty()) {
      return ApiProblem.notFound(
          "There is no wait '%s' and none that '%s' triggers or shows.%s GET /sandbox/waits lists all names and what triggers them"
              .formatted(name, path, nearest(table, name)));
    }
    return ApiProblem.invalidParameter(
        "wait must be one of %s, was '%s'"
            .formatted(shown.stream().map(Wait::name).toList(), name));
  }

  private static String nearest(SteeringTable table, String name) {
    List<String> names = table.waits().stream().map(Wait::name).toList();
    List<String> near = name.isEmpty() ? List.of() : Nearest.to(name, names, NEAREST_TOLD);
    return near.isEmpty() ? "" : " The nearest: " + String.join(", ", near) + ".";
  }

  private static Steer steer(ControlBody body, Wait wait) {
    String state = body.text("state");
    Ending ending = ending(body);
    if (state.isEmpty()) {
      state = implied(body, ending, wait);
    }
    return new Steer(
        ending,
        body.time("duration_ms").orElse(null),
        state,
        body.texts("states"),
        new Steer.Text(body.text("message"), body.text("error_code")),
        body.object("members"));
  }

  private static Ending ending(ControlBody body) {
    String text = body.text("outcome");
    return switch (text) {
      case "", "success" -> Ending.SUCCESS;
      case "failure" -> Ending.FAILURE;
      case "dead" -> Ending.DEAD;
      case "never" -> Ending.NEVER;
      case "unknown-first" -> Ending.UNKNOWN_FIRST;
      default -> {
        body.problem(
            "outcome", "expected success, failure, dead, never or unknown-first, got " + text);
        yield Ending.SUCCESS;
      }
    };
  }

  /** Returns the state in which the ending ends, empty for the usual one. */
  private static String implied(ControlBody body, Ending ending, Wait wait) {
    List<String> states =
        switch (ending) {
          case SUCCESS, NEVER -> List.of("");
          case FAILURE -> wait.failure();
          case DEAD -> wait.dead();
          case UNKNOWN_FIRST ->
              wait.statusPath().isEmpty() || wait.kind() == Wait.Kind.BOOLEAN
                  ? List.of()
                  : List.of("");
        };
    if (states.isEmpty()) {
      String name = ending.name().toLowerCase(Locale.ROOT).replace('_', '-');
      body.problem("outcome", wait.name() + " knows no state for " + name);
      return "";
    }
    return states.getFirst();
  }

  private static Map<String, String> values(Wait wait, String[] target) {
    Map<String, String> values = new LinkedHashMap<>();
    PathTemplate.of(wait.poll())
        .match(target[0])
        .ifPresent(
            raw -> raw.forEach((id, value) -> values.put(id, decoded(value.replace("+", "%2B")))));
    for (String pair : target.length < 2 ? new String[0] : target[1].split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
    }
    for (String needed : wait.query().values()) {
      if (values.getOrDefault(needed, "").isEmpty()) {
        throw ApiProblem.invalidParameter("path needs the query parameter " + needed);
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("The path has a broken percent-escape");
    }
  }
}
