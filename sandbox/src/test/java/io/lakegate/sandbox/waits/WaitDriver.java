package io.lakegate.sandbox.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import io.lakegate.sandbox.steering.Trigger;
import io.lakegate.sandbox.steering.Wait;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;

/** A plain client that triggers something and looks how far it is, by the rows that tell how. */
final class WaitDriver {
  private static int last;

  private final TestSandbox sandbox;
  private final Wait wait;
  private final String thing = "thing-" + ++last;

  WaitDriver(TestSandbox sandbox, Wait wait) {
    this.sandbox = sandbox;
    this.wait = wait;
  }

  /** Returns a path that shows a thing which no request has triggered. */
  String untriggered() {
    String path = wait.poll().replace("{resource+}", "projects/p");
    for (String place : places(path)) {
      path = path.replace("{" + place + "}", thing);
    }
    StringBuilder query = new StringBuilder();
    wait.query()
        .values()
        .forEach(
            name ->
                query
                    .append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(name.equals("run_id") ? Integer.toString(700 + last) : thing));
    return path + query;
  }

  /** Sends a trigger and returns the path that shows what it set in motion. */
  String trigger(Trigger trigger) {
    String path = trigger.path();
    for (String place : places(path)) {
      path = path.replace("{" + place + "}", place.startsWith("workspace_id") ? "77" : thing);
    }
    ObjectNode body = body(trigger);
    Reply reply = sandbox.send(trigger.method(), path, BodyPublishers.ofString(body.toString()));
    assertThat(reply.status()).as(trigger + ": " + reply.text()).isEqualTo(200);
    if (!trigger.answersBody()) {
      assertThat(reply.text()).isEqualTo("{}");
    }
    return shown(ids(trigger, path, body, reply.json()));
  }

  /** Returns what the thing's path tells: {@code pending}, {@code success}, {@code failure}… */
  String look(String path) {
    Reply reply = sandbox.get(path);
    if (wait.kind() == Wait.Kind.ABSENT && reply.status() == 404) {
      return "success";
    }
    assertThat(reply.status()).as(path + ": " + reply.text()).isEqualTo(200);
    JsonNode json = reply.json();
    return switch (wait.kind()) {
      case STATE, ABSENT, BOOLEAN -> verdict(at(json, wait.statusPath()).asText());
      case ITEMS -> verdict(json.path("library_statuses").path(0).path("status").asText());
      case OPERATION -> operation(json);
    };
  }

  String state(String path) {
    return at(sandbox.get(path).json(), wait.statusPath()).asText();
  }

  /** Returns the member at a dotted path. */
  static JsonNode at(JsonNode json, String path) {
    return path.isEmpty() ? json.path("") : json.at("/" + path.replace('.', '/'));
  }

  private static String operation(JsonNode json) {
    assertThat(json.path("name").asText()).isNotEmpty();
    if (!json.path("done").asBoolean()) {
      return "pending";
    }
    return json.has("error") ? "failure" : "success";
  }

  private String verdict(String state) {
    if (wait.success().contains(state)) {
      return "success";
    }
    if (wait.failure().contains(state)) {
      return "failure";
    }
    return wait.dead().contains(state) && !wait.passing().contains(state) ? "dead" : "pending";
  }

  private ObjectNode body(Trigger trigger) {
    ObjectNode body = TestSandbox.JSON.createObjectNode();
    for (Trigger.Bind bind : trigger.binds()) {
      switch (bind.from()) {
        case BODY -> body.put(bind.name(), thing);
        case TEXT -> {
          if (bind.name().equals("name") || bind.name().startsWith("object_")) {
            body.put(bind.name(), thing);
          }
        }
        case PATH, NUMBER, RESOURCE, OPERATION -> {}
      }
    }
    if (trigger.path().contains("/libraries/")) {
      body.putArray("libraries").addObject().put("jar", "dbfs:/a.jar");
    }
    return body;
  }

  private static Map<String, String> ids(
      Trigger trigger, String path, ObjectNode body, JsonNode answer) {
    Map<String, String> ids = new LinkedHashMap<>();
    for (Trigger.Bind bind : trigger.binds()) {
      ids.put(
          bind.id(),
          switch (bind.from()) {
            case PATH -> place(trigger.path(), path, bind.name());
            case BODY -> body.path(bind.name()).asText();
            case TEXT, NUMBER, RESOURCE, OPERATION ->
                bind.name().isEmpty()
                    ? place(trigger.path(), path, "")
                    : at(answer, bind.name()).asText();
          });
    }
    assertThat(ids.values()).as(trigger + " " + answer).doesNotContain("");
    return ids;
  }

  private String shown(Map<String, String> ids) {
    String path = wait.fill();
    for (Map.Entry<String, String> id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue());
    }
    StringBuilder query = new StringBuilder();
    wait.query()
        .forEach(
            (id, name) ->
                query
                    .append(query.isEmpty() ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(ids.get(id)));
    return path + query;
  }

  /** Returns what stands in a place of a path; without a name, the resource that it names. */
  private static String place(String template, String path, String name) {
    String[] places = template.split("/");
    String[] values = path.split("/");
    if (name.isEmpty()) {
      return path.replaceFirst("/api/disaster-recovery/v1/", "").replaceFirst("/failover$", "");
    }
    for (int i = 0; i < places.length; i++) {
      if (places[i].equals("{" + name + "}")) {
        return values[i];
      }
    }
    throw new AssertionError("no place " + name + " in " + template);
  }

  private static Iterable<String> places(String path) {
    return java.util.regex.Pattern.compile("\\{([^}]+)\\}")
        .matcher(path)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
