package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.lakegate.sandbox.steering.Motion;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.Steering;
import io.lakegate.sandbox.steering.SteeringTable;
import io.lakegate.sandbox.steering.Trigger;
import io.lakegate.sandbox.steering.Wait;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The requests that trigger something which no other feature carries out, and the paths that show
 * how far it is. A request on a thing that never existed makes it up; one with a {@code request_id}
 * that the same path has seen changes nothing.
 *
 * <p>Threading: confined to the event loop.
 */
public final class WaitApi implements Api {
  private static final String REQUEST_ID = "request_id";

  private final Steering steering;
  private final InstantSource clock;
  private final Duration usual;
  private final EntityView view;
  private final Ids ids = new Ids();
  private final Map<String, Entity> entities = new Remembered<>();
  private final Map<String, Entity> requests = new Remembered<>();
  private final Libraries libraries;

  /**
   * Creates the API.
   *
   * @param steering tells which way operations go
   * @param clock the source of the present
   * @param usual how long an operation takes when nothing is steered
   * @param statement gives manifest and result of a SQL statement, by its id
   */
  public WaitApi(
      Steering steering,
      InstantSource clock,
      Duration usual,
      Function<String, ObjectNode> statement) {
    this.steering = steering;
    this.clock = clock;
    this.usual = usual;
    this.view = new EntityView(steering.table(), new Results(statement));
    this.libraries = new Libraries(steering, clock, usual);
  }

  @Override
  public void register(Routes routes) {
    SteeringTable table = steering.table();
    Map<String, Wait> byName = new HashMap<>();
    for (Wait wait : table.waits()) {
      if (wait.served().isEmpty()) {
        byName.put(wait.name(), wait);
        steering.madeBy(wait.name(), (path, values, steer) -> make(wait, path, values, steer));
        routes
            .override(
                HttpMethod.GET,
                wait.poll(),
                request -> knows(wait, request),
                (call, body) -> poll(wait, call))
            .get(wait.poll(), (call, body) -> poll(wait, call));
      }
    }
    for (Trigger trigger : table.triggers()) {
      Wait wait = byName.get(trigger.waitName());
      if (wait != null) {
        routes.json(
            HttpMethod.valueOf(trigger.method()),
            trigger.path(),
            (call, body) -> trigger(trigger, wait, call, body));
      }
    }
    libraries.register(routes);
  }

  private boolean knows(Wait wait, HttpServerRequest request) {
    String path = Optional.ofNullable(request.path()).orElse("");
    return entities.containsKey(
        wait.key(path, name -> Optional.ofNullable(request.getParam(name)).orElse("")));
  }

  private ObjectNode poll(Wait wait, Call call) {
    Entity entity = entities.get(wait.key(call.path(), name -> call.query(name).orElse("")));
    if (entity == null) {
      throw ApiProblem.notFound("There is nothing at " + call.path());
    }
    return view.show(entity, clock.instant());
  }

  private ObjectNode trigger(Trigger trigger, Wait wait, Call call, ObjectNode body) {
    Optional<String> id =
        call.query(REQUEST_ID)
            .or(() -> Optional.of(body.path(REQUEST_ID).asText("")))
            .filter(text -> !text.isEmpty())
            .map(text -> trigger.method() + call.path() + " " + text);
    Optional<Entity> known = id.map(requests::get);
    Entity entity = known.orElseGet(() -> begin(trigger, wait, call, body));
    id.ifPresent(text -> requests.put(text, entity));
    return trigger.answersBody() ? view.show(entity, clock.instant()) : Json.object();
  }

  private Entity begin(Trigger trigger, Wait wait, Call call, ObjectNode body) {
    Instant now = clock.instant();
    Binding binding = Binding.of(trigger, wait, call, body, ids);
    Optional<Entity> existing = Optional.ofNullable(entities.get(binding.key()));
    boolean deletes = trigger.method().equals("DELETE");
    if (deletes && existing.filter(entity -> entity.gone(now)).isPresent()) {
      throw ApiProblem.notFound("There is nothing at " + call.path());
    }
    Entity.Move move = new Course(trigger, wait, call, body).move(existing, now);
    Entity entity = moved(binding.key(), move, now);
    Json.merge(entity.members(), binding.members());
    if (!trigger.view().isEmpty()) {
      show(trigger, binding, move, now);
    }
    return entity;
  }

  /** Has the resource that an operation works on go along with it. */
  private void show(Trigger trigger, Binding binding, Entity.Move move, Instant now) {
    Wait shown = steering.table().named(trigger.view()).orElseThrow();
    Motion motion = move.motion();
    boolean fails = move.awaited().failure().contains(motion.end());
    String well = trigger.viewGone() ? "" : shown.usualEnd();
    Motion along =
        new Motion(
            List.of(trigger.viewPassing()),
            fails ? shown.failure().getFirst() : well,
            motion.begun(),
            motion.length(),
            motion.endless());
    Entity entity = moved(binding.viewKey(shown), new Entity.Move(shown, along, Steer.USUAL), now);
    entity.members().put("name", binding.resource());
  }

  /** Sets a thing in motion; one that is gone, or never was, is a new one. */
  private Entity moved(String key, Entity.Move move, Instant now) {
    Entity known = entities.get(key);
    if (known == null || known.gone(now)) {
      known = new Entity(move);
      entities.put(key, known);
    }
    known.move(move);
    return known;
  }

  private void make(Wait wait, String path, Map<String, String> values, Steer steer) {
    Instant now = clock.instant();
    Motion motion = steer.motion(wait.passing(), wait.usualEnd(), now, usual);
    String key = wait.key(path, name -> values.getOrDefault(name, ""));
    Entity entity = moved(key, new Entity.Move(wait, motion, steer), now);
    values.forEach((name, value) -> entity.members().set(name, TextNode.valueOf(value)));
    if (wait.kind() == Wait.Kind.OPERATION) {
      entity.members().putObject(EntityView.RESULT).put("name", path);
    }
  }

  /** How the operation that a request triggers goes. */
  private final class Course {
    private final Trigger trigger;
    private final Wait wait;
    private final Call call;
    private final ObjectNode body;

    Course(Trigger trigger, Wait wait, Call call, ObjectNode body) {
      this.trigger = trigger;
      this.wait = wait;
      this.call = call;
      this.body = body;
    }

    Entity.Move move(Optional<Entity> existing, Instant now) {
      return switch (trigger.turn()) {
        case Trigger.Straight straight -> steered(wait.usualEnd(), now);
        case Trigger.Asked asked ->
            steered(
                value(asked.parameter()).equals(asked.value()) ? asked.end() : wait.usualEnd(),
                now);
        case Trigger.Kept kept ->
            existing
                .filter(entity -> entity.move().motion().state(now).equals(kept.state()))
                .map(entity -> at(kept.state(), now))
                .orElseGet(() -> steered(wait.usualEnd(), now));
        case Trigger.Cut cut ->
            existing
                .map(Entity::move)
                .filter(move -> move.motion().over(now))
                .orElseGet(() -> at(cut.end(), now));
        case Trigger.Removed removed -> at("", now);
      };
    }

    private Entity.Move steered(String end, Instant now) {
      Steer steer = steering.next(wait.name());
      Motion motion =
          steer.motion(
              trigger.passing().isEmpty() ? wait.passing() : trigger.passing(), end, now, usual);
      return new Entity.Move(wait, motion, steer);
    }

    private Entity.Move at(String end, Instant now) {
      return new Entity.Move(wait, Motion.ended(end, now), Steer.USUAL);
    }

    private String value(String parameter) {
      return call.query(parameter).orElseGet(() -> body.path(parameter).asText(""));
    }
  }
}
