package io.lakegate.sandbox.steering;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/**
 * Steers what can be waited for, at {@code /sandbox/waits}.
 *
 * <p>{@code POST} takes a steer: {@code wait}, the wait's name, or {@code method} and {@code path}
 * of a request that triggers it; it holds for the next operation of that wait, whichever request
 * triggers it. With the {@code path} that shows the thing, query included, the thing is made, or
 * set in motion, right away and without a trigger; {@code wait} is then needed where several waits
 * share the path. Further:
 *
 * <ul>
 *   <li>{@code outcome}: {@code success} (the default), {@code failure}, {@code dead} (a state that
 *       is no end and is never left), {@code never}, {@code unknown-first} (an undocumented state
 *       before the usual ones);
 *   <li>{@code duration_ms}: how long it takes; also {@code "500ms"}, {@code "5s"}, {@code "2m"};
 *   <li>{@code state}: the state in which it ends, in place of the outcome's; {@code states}: those
 *       that it passes through, each for the same time;
 *   <li>{@code message}, {@code error_code}, {@code members}: what its end shows;
 *   <li>{@code times}: for how many operations the steer holds (1).
 * </ul>
 *
 * <p>{@code GET} shows every wait with its states and triggers, {@code DELETE} forgets the steers.
 *
 * <p>Threading: confined to the event loop.
 */
public final class SteeringApi implements Api {
  private static final String CONTROL = "/sandbox/waits";

  private final Steering steering;

  /** Creates the API over a book of steers. */
  public SteeringApi(Steering steering) {
    this.steering = steering;
  }

  @Override
  public void register(Routes routes) {
    routes
        .post(CONTROL, (call, body) -> steer(body))
        .get(CONTROL, (call, body) -> described())
        .json(HttpMethod.DELETE, CONTROL, (call, body) -> forget());
  }

  private ObjectNode steer(ObjectNode body) {
    SteerRequest request = SteerRequest.read(body, steering.table());
    Wait wait = request.awaited();
    if (request.makes()) {
      steering.make(wait, request.path(), request.values(), request.steer());
    } else {
      for (int i = 0; i < request.times(); i++) {
        steering.add(wait.name(), request.steer());
      }
    }
    return described(wait).put("made", request.makes());
  }

  private ObjectNode described() {
    ObjectNode answer = Json.object();
    ArrayNode waits = answer.putArray("waits");
    steering.table().waits().forEach(wait -> waits.add(described(wait)));
    return answer;
  }

  private ObjectNode described(Wait wait) {
    ObjectNode json =
        Json.object()
            .put("wait", wait.name())
            .put("kind", wait.kind().name())
            .put("level", wait.level())
            .put("poll", wait.poll())
            .put("steers", steering.waiting(wait.name()));
    wait.query().values().forEach(json.putArray("parameters")::add);
    put(json, "passing", wait.passing());
    put(json, "success", wait.success());
    put(json, "failure", wait.failure());
    put(json, "dead", wait.dead());
    ArrayNode triggers = json.putArray("triggers");
    steering.table().triggers().stream()
        .filter(trigger -> trigger.waitName().equals(wait.name()))
        .forEach(trigger -> triggers.add(trigger.method() + " " + trigger.path()));
    return json;
  }

  private static void put(ObjectNode json, String name, List<String> values) {
    values.forEach(json.putArray(name)::add);
  }

  private ObjectNode forget() {
    steering.clear();
    return Json.object();
  }
}
