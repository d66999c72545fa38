package io.lakegate.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The body of a request to one of the sandbox's own doors. It finds every problem, not only the
 * first: {@link #check()} throws them all, and with them the members that nobody asked for.
 */
public final class ControlBody {
  private final String what;
  private final ObjectNode source;
  private final TreeSet<String> asked = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * Creates a reader.
   *
   * @param what what the body describes, as its problems call it
   * @param source the body
   */
  public ControlBody(String what, ObjectNode source) {
    this.what = what;
    this.source = source;
  }

  /** Returns a text, empty when it is absent. */
  public String text(String name) {
    JsonNode node = member(name);
    if (!node.isMissingNode() && !node.isTextual()) {
      problem(name, "expected a text, got " + node);
    }
    return node.asText("");
  }

  /** Returns a list of texts, empty when it is absent. */
  public List<String> texts(String name) {
    JsonNode node = member(name);
    if (!node.isMissingNode()
        && !(node.isArray() && node.valueStream().allMatch(JsonNode::isTextual))) {
      problem(name, "expected a list of texts, got " + node);
    }
    return node.valueStream().map(JsonNode::asText).toList();
  }

  /** Returns an object, empty when it is absent. */
  public ObjectNode object(String name) {
    JsonNode node = member(name);
    if (node instanceof ObjectNode object) {
      return object.deepCopy();
    }
    if (!node.isMissingNode()) {
      problem(name, "expected an object, got " + node);
    }
    return Json.object();
  }

  /** Returns a flag, false when it is absent. */
  public boolean flag(String name) {
    JsonNode node = member(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      problem(name, "expected true or false, got " + node);
    }
    return node.asBoolean(false);
  }

  /** Returns a whole number from {@code least} to {@code most}. */
  public int whole(String name, int otherwise, int least, int most) {
    JsonNode node = member(name);
    if (node.isMissingNode()) {
      return otherwise;
    }
    boolean whole = node.isIntegralNumber() && node.canConvertToInt();
    if (!whole || node.intValue() < least || node.intValue() > most) {
      problem(name, "expected a whole number from %d to %d, got %s".formatted(least, most, node));
      return otherwise;
    }
    return node.intValue();
  }

  /** Returns a time in milliseconds or as {@code "500ms"}, {@code "5s"}, {@code "2m"}. */
  public Optional<Duration> time(String name) {
    JsonNode node = member(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    Optional<Duration> time =
        node.isIntegralNumber() && node.longValue() >= 0
            ? Optional.of(Duration.ofMillis(node.longValue()))
            : Optional.of(node).map(JsonNode::asText).flatMap(DurationText::parse);
    if (time.isEmpty()) {
      problem(name, "expected a time, as 500ms, 5s or 2m, or milliseconds, got " + node);
    }
    return time;
  }

  /** Adds a problem of one member. */
  public void problem(String name, String text) {
    problems.add(name + ": " + text);
  }

  /**
   * Ends the reading.
   *
   * @throws ApiProblem 400 that names each problem, when there is any
   */
  public void check() {
    TreeSet<String> unknown = new TreeSet<>();
    source.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(asked);
    unknown.forEach(name -> problem(name, "unknown; known are " + String.join(", ", asked)));
    if (!problems.isEmpty()) {
      ObjectNode body =
          Json.error("INVALID_PARAMETER_VALUE", "Bad " + what + ": " + String.join("; ", problems));
      problems.forEach(body.putArray("problems")::add);
      throw new ApiProblem(400, body, Map.of());
    }
  }

  private JsonNode member(String name) {
    asked.add(name);
    return source.path(name);
  }
}
