package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.PathTemplate;
import io.lakegate.sandbox.steering.SteeringTable;
import io.lakegate.sandbox.steering.Trigger;
import io.lakegate.sandbox.steering.Wait;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a thing that no request triggered the members that a trigger would have given it. */
final class Made {
  private final Wait wait;
  private final List<Trigger.Bind> binds;

  Made(SteeringTable table, Wait wait) {
    this.wait = wait;
    this.binds =
        table.triggers().stream()
            .filter(trigger -> trigger.waitName().equals(wait.name()))
            .findFirst()
            .map(Trigger::binds)
            .orElse(List.of());
  }

  /**
   * Returns the members.
   *
   * @param path the path that shows the thing
   * @param values the values of the path's places and of its query, by name
   */
  ObjectNode members(String path, Map<String, String> values) {
    ObjectNode members = Json.object();
    if (!wait.fill().equals(wait.poll())) {
      members.put("name", name(path));
    }
    if (binds.isEmpty()) {
      values.forEach(members::put);
    }
    for (Trigger.Bind bind : binds) {
      String parameter = wait.query().getOrDefault(bind.id(), bind.id());
      Optional.ofNullable(values.get(parameter))
          .ifPresent(value -> Json.put(members, bind.name(), node(bind, value)));
    }
    if (wait.kind() == Wait.Kind.OPERATION) {
      members
          .putObject(EntityView.RESULT)
          .put("name", name(path).replaceFirst("/?operations/.*", ""));
    }
    return members;
  }

  /** Returns what fills the place for a name that has slashes. */
  private String name(String path) {
    int before = wait.fill().split("\\{", 2)[0].split("/").length;
    String[] segments = PathTemplate.canonical(path).split("/");
    return String.join("/", List.of(segments).subList(before, segments.length));
  }

  private static JsonNode node(Trigger.Bind bind, String value) {
    return bind.from() == Trigger.From.NUMBER && value.matches("\\d{1,18}")
        ? LongNode.valueOf(Long.parseLong(value))
        : TextNode.valueOf(value);
  }
}
