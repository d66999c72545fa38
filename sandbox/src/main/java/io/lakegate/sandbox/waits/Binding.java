package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.http.PathTemplate;
import io.lakegate.sandbox.steering.Trigger;
import io.lakegate.sandbox.steering.Wait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one request that triggers something binds: the ids of the thing, and its members. */
final class Binding {
  private final Trigger trigger;
  private final Wait wait;
  private final Call call;
  private final ObjectNode body;
  private final Ids ids;
  private final Map<String, String> bound = new LinkedHashMap<>();
  private final ObjectNode members;
  private String resource = "";

  private Binding(Course course, Ids ids) {
    this.trigger = course.trigger();
    this.wait = course.awaited();
    this.call = course.call();
    this.body = course.body();
    this.ids = ids;
    this.members = wait.kind() == Wait.Kind.OPERATION ? Json.object() : body.deepCopy();
  }

  /**
   * Reads a request.
   *
   * @throws io.lakegate.sandbox.http.ApiProblem 400 when its body lacks an id
   */
  static Binding of(Course course, Ids ids) {
    Binding binding = new Binding(course, ids);
    binding.nameResource();
    binding.trigger.binds().forEach(binding::bind);
    if (binding.wait.kind() == Wait.Kind.OPERATION) {
      ObjectNode result = binding.members.putObject(EntityView.RESULT);
      result.setAll(binding.body.deepCopy());
      result.put("name", binding.resource);
    }
    return binding;
  }

  /** Returns what tells the thing apart. */
  String key() {
    return key(wait, bound);
  }

  /** Returns what tells the resource apart where another wait shows it. */
  String viewKey(Wait view) {
    return key(view, Map.of("name", resource));
  }

  ObjectNode members() {
    return members;
  }

  String resource() {
    return resource;
  }

  private static String key(Wait wait, Map<String, String> ids) {
    String path = wait.fill();
    for (Map.Entry<String, String> id : ids.entrySet()) {
      path = path.replace("{" + id.getKey() + "}", id.getValue().replace("%", "%25"));
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    wait.query().forEach((id, name) -> parameters.put(name, ids.getOrDefault(id, "")));
    return wait.key(path, name -> parameters.getOrDefault(name, ""));
  }

  private void bind(Trigger.Bind bind) {
    JsonNode value =
        switch (bind.from()) {
          case PATH -> TextNode.valueOf(call.pathValue(bind.name()));
          case BODY -> required(bind.name());
          case TEXT -> given(bind).orElseGet(() -> ids.text(bind.name()));
          case NUMBER -> given(bind).map(Binding::number).orElseGet(ids::number);
          case RESOURCE -> TextNode.valueOf(resource);
          case OPERATION -> TextNode.valueOf(operation());
        };
    bound.put(bind.id(), value.asText());
    boolean sent = bind.from() == Trigger.From.BODY;
    if (!sent) {
      boolean answered = bind.from() != Trigger.From.PATH && !bind.name().isEmpty();
      Json.put(members, answered ? bind.name() : bind.id(), value);
    }
  }

  private JsonNode required(String name) {
    JsonNode value = body.path(name);
    if (value.asText("").isEmpty()) {
      throw Numbers.missing(name);
    }
    return value;
  }

  /** Returns an id that the request knows: from its path, or from its body. */
  private Optional<JsonNode> given(Trigger.Bind bind) {
    String name = bind.name().substring(bind.name().lastIndexOf('.') + 1);
    Map<String, String> places = call.pathValues();
    return Optional.ofNullable(places.getOrDefault(name, places.get(bind.id())))
        .<JsonNode>map(TextNode::valueOf)
        .or(() -> Optional.of(body.path(name)).filter(value -> !value.asText("").isEmpty()));
  }

  private static JsonNode number(JsonNode value) {
    return value.asText().matches("\\d{1,18}")
        ? LongNode.valueOf(Long.parseLong(value.asText()))
        : value;
  }

  private String operation() {
    return switch (wait.naming()) {
      case SAME, NONE -> resource;
      case BARE -> "operations/" + ids.text("op").asText();
      case NESTED -> resource + "/operations/" + ids.text("op").asText();
    };
  }

  /** A resource's name is its path without what stands before the names of all of them. */
  private void nameResource() {
    List<String> segments = segments(PathTemplate.canonical(call.path()));
    List<String> name =
        new ArrayList<>(
            segments.subList(segments(wait.fill().split("\\{")[0]).size(), segments.size()));
    switch (trigger.resource()) {
      case NONE -> name.clear();
      case NEW -> name.add(newId(segments.getLast()));
      case SELF -> {}
      case VERB -> name.removeLast();
    }
    resource = String.join("/", name);
  }

  /** The id that the client wishes stands in the query, or in the body as its name. */
  private String newId(String collection) {
    return call.queries().keySet().stream()
        .filter(name -> name.endsWith("_id") && !name.equals("request_id"))
        .findFirst()
        .flatMap(call::query)
        .or(() -> Optional.of(body.path("name").asText("")).filter(name -> !name.isEmpty()))
        .map(name -> name.substring(name.lastIndexOf('/') + 1))
        .orElseGet(() -> ids.text(collection).asText());
  }

  private static List<String> segments(String path) {
    return List.of(path.substring(1).split("/"));
  }
}
