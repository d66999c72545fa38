package io.lakegate.sandbox.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Serving endpoints: {@code sandbox-chat}, a chat model that streams when asked to, and {@code
 * sandbox-model}, which predicts the number of columns of each row. The chat model also answers
 * under the path that OpenAI's clients use.
 */
public final class ServingApi implements Api {
  private static final String CHAT = "sandbox-chat";
  private static final String MODEL = "sandbox-model";
  private static final List<String> ENDPOINTS = List.of(CHAT, MODEL);

  private final Vertx vertx;
  private final InstantSource clock;
  private final Duration interval;
  private final Instant created;

  /**
   * Creates the API.
   *
   * @param vertx the source of timers
   * @param clock the source of the present
   * @param interval the pause between two chunks of a streamed answer
   */
  public ServingApi(Vertx vertx, InstantSource clock, Duration interval) {
    this.vertx = vertx;
    this.clock = clock;
    this.interval = interval;
    this.created = clock.instant();
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/*/serving-endpoints", (call, body) -> list())
        .get("/api/*/serving-endpoints/{name}", (call, body) -> describe(known(call)))
        .stream(HttpMethod.POST, "/serving-endpoints/{name}/invocations", this::invoke)
        .stream(HttpMethod.POST, "/serving-endpoints/chat/completions", this::complete);
  }

  private Future<Void> invoke(Call call) {
    String name = known(call);
    return call.body().map(Json::read).compose(body -> answer(call, name, body));
  }

  /** Takes the endpoint's name from the body's {@code model}. */
  private Future<Void> complete(Call call) {
    return call.body()
        .map(Json::read)
        .compose(body -> answer(call, known(body.path("model").asText("")), body));
  }

  private Future<Void> answer(Call call, String name, ObjectNode body) {
    call.answer().header("served-model-name", name + "-1");
    if (!name.equals(CHAT)) {
      return call.answer().json(200, predictions(body));
    }
    Completion completion = Completion.of(name, body, clock.instant());
    if (!body.path("stream").asBoolean(false)) {
      return call.answer().json(200, completion.json());
    }
    List<String> events = new ArrayList<>();
    completion.chunks().forEach(chunk -> events.add(chunk.toString()));
    events.add("[DONE]");
    return EventStream.send(vertx, call.answer(), events, interval);
  }

  private static ObjectNode predictions(ObjectNode body) {
    JsonNode rows =
        body.has("dataframe_records")
            ? body.path("dataframe_records")
            : body.path("dataframe_split").path("data");
    if (!rows.isArray()) {
      throw Numbers.missing("dataframe_records");
    }
    ObjectNode answer = Json.object();
    ArrayNode predictions = answer.putArray("predictions");
    rows.forEach(row -> predictions.add(row.size()));
    return answer;
  }

  private ObjectNode list() {
    ObjectNode answer = Json.object();
    ArrayNode endpoints = answer.putArray("endpoints");
    ENDPOINTS.forEach(name -> endpoints.add(describe(name)));
    return answer;
  }

  private ObjectNode describe(String name) {
    ObjectNode json =
        Json.object()
            .put("name", name)
            .put("id", Integer.toHexString(name.hashCode()))
            .put("creator", "sandbox.user@example.com")
            .put("creation_timestamp", created.toEpochMilli())
            .put("last_updated_timestamp", created.toEpochMilli());
    json.putObject("state").put("ready", "READY").put("config_update", "NOT_UPDATING");
    if (name.equals(CHAT)) {
      json.put("task", "llm/v1/chat");
    }
    json.putObject("config")
        .putArray("served_entities")
        .addObject()
        .put("name", name + "-1")
        .put("entity_name", "main.default." + name.replace('-', '_'))
        .put("entity_version", "1");
    return json;
  }

  private static String known(Call call) {
    return known(call.pathValue("name"));
  }

  private static String known(String name) {
    if (!ENDPOINTS.contains(name)) {
      throw ApiProblem.notFound("The given endpoint does not exist: " + name);
    }
    return name;
  }
}
