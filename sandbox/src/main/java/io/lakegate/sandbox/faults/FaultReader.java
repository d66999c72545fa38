package io.lakegate.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Disruption;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.time.DurationText;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/** Reads a rule from JSON and finds every problem in it, not only the first. */
final class FaultReader {
  static final String ALWAYS = "always";

  private static final List<String> KNOWN =
      List.of(
          "method",
          "path",
          "status",
          "reset",
          "truncate",
          "delay",
          "headers",
          "body",
          "skip",
          "times",
          "after");

  private final ObjectNode source;
  private final List<String> problems = new ArrayList<>();

  private FaultReader(ObjectNode source) {
    this.source = source;
  }

  /**
   * Reads a rule.
   *
   * @throws ApiProblem 400 that names each problem
   */
  static Fault read(ObjectNode source) {
    return new FaultReader(source).fault();
  }

  private Fault fault() {
    TreeSet<String> unknown = new TreeSet<>();
    source.fieldNames().forEachRemaining(unknown::add);
    KNOWN.forEach(unknown::remove);
    unknown.forEach(name -> problem(name, "unknown; known are " + String.join(", ", KNOWN)));
    PathPattern path = path();
    Disruption disruption =
        new Disruption(flag("after"), delay().orElse(Duration.ZERO), action(), headers());
    Fault fault = new Fault(method(), path, disruption, skip(), times(), source.deepCopy());
    requireEffect();
    if (!problems.isEmpty()) {
      ObjectNode body =
          Json.error("INVALID_PARAMETER_VALUE", "Bad fault: " + String.join("; ", problems));
      problems.forEach(body.putArray("problems")::add);
      throw new ApiProblem(400, body, Map.of());
    }
    return fault;
  }

  private String method() {
    JsonNode node = source.path("method");
    if (node.isMissingNode()) {
      return "";
    }
    String method = node.asText("");
    if (!node.isTextual() || !method.matches("[A-Z]{3,10}")) {
      problem("method", "expected an HTTP method in capitals, got " + node);
    }
    return method;
  }

  private PathPattern path() {
    JsonNode node = source.path("path");
    String text = node.asText("");
    if (!node.isTextual() || !(text.startsWith("/") || text.startsWith("regex:"))) {
      problem("path", "expected a path, a glob or 'regex:…', got " + shown(node));
      return PathPattern.of("/");
    }
    try {
      return PathPattern.of(text);
    } catch (PatternSyntaxException e) {
      problem("path", "the regular expression is broken: " + e.getDescription());
      return PathPattern.of("/");
    }
  }

  private Disruption.Action action() {
    boolean reset = flag("reset");
    Optional<Long> truncate = whole("truncate", 0, Long.MAX_VALUE);
    Optional<Long> status = whole("status", 200, 599);
    if (source.has("body") && !source.has("status")) {
      problem("body", "needs a status");
    }
    if ((reset ? 1 : 0) + (source.has("truncate") ? 1 : 0) + (source.has("status") ? 1 : 0) > 1) {
      problem("status, reset, truncate", "only one of them can be done");
    }
    if (reset || (flag("after") && !hasOther())) {
      return new Disruption.Reset();
    }
    return status
        .map(code -> (Disruption.Action) replacement(code.intValue()))
        .or(() -> truncate.map(Disruption.Truncate::new))
        .orElseGet(Disruption.Answer::new);
  }

  /** Alone, {@code after} loses the answer; with one of these, that happens instead. */
  private boolean hasOther() {
    return source.has("status") || source.has("truncate") || source.has("headers");
  }

  private Disruption.Replace replacement(int status) {
    JsonNode body = source.path("body");
    if (body.isTextual()) {
      return new Disruption.Replace(
          status, "text/plain; charset=utf-8", Buffer.buffer(body.textValue()));
    }
    if (!body.isMissingNode()) {
      return new Disruption.Replace(status, "application/json", Json.write(body));
    }
    if (status < 400) {
      return new Disruption.Replace(status, "", Buffer.buffer());
    }
    return new Disruption.Replace(
        status,
        "application/json",
        Json.write(Json.error(StatusCodes.errorCode(status), "Injected by a sandbox fault")));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    JsonNode node = source.path("headers");
    if (!node.isMissingNode() && !node.isObject()) {
      problem("headers", "expected an object of texts, got " + node);
    }
    node.properties()
        .forEach(
            header -> {
              if (!header.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
                  || !header.getValue().isValueNode()
                  || header.getValue().asText().matches("(?s).*[\\r\\n\\x00].*")) {
                problem("headers." + header.getKey(), "expected a header name and a text");
              }
              headers.put(header.getKey(), header.getValue().asText());
            });
    return headers;
  }

  private Optional<Duration> delay() {
    JsonNode node = source.path("delay");
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    Optional<Duration> delay =
        node.isIntegralNumber() && node.longValue() >= 0
            ? Optional.of(Duration.ofMillis(node.longValue()))
            : Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .flatMap(DurationText::parse);
    if (delay.isEmpty()) {
      problem("delay", "expected a time, as 500ms, 5s or 2m, or milliseconds, got " + node);
    }
    return delay;
  }

  private long skip() {
    return whole("skip", 0, Long.MAX_VALUE).orElse(0L);
  }

  private long times() {
    if (source.path("times").asText("").equals(ALWAYS)) {
      return Fault.ALWAYS;
    }
    JsonNode node = source.path("times");
    if (!node.isMissingNode() && !(node.isIntegralNumber() && node.longValue() >= 1)) {
      problem("times", "expected a whole number from 1, or 'always', got " + node);
    }
    return node.asLong(1);
  }

  private void requireEffect() {
    List<String> effects = List.of("status", "reset", "truncate", "delay", "headers", "after");
    if (effects.stream().noneMatch(source::has)) {
      problem("fault", "does nothing; expected one of " + String.join(", ", effects));
    }
  }

  private boolean flag(String name) {
    JsonNode node = source.path(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      problem(name, "expected true or false, got " + node);
    }
    return node.asBoolean(false);
  }

  private Optional<Long> whole(String name, long least, long most) {
    JsonNode node = source.path(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (!node.isIntegralNumber() || node.longValue() < least || node.longValue() > most) {
      String range = most == Long.MAX_VALUE ? "from " + least : "from " + least + " to " + most;
      problem(name, "expected a whole number " + range + ", got " + node);
      return Optional.empty();
    }
    return Optional.of(node.longValue());
  }

  private void problem(String name, String text) {
    String line = name + ": " + text;
    if (!problems.contains(line)) {
      problems.add(line);
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
