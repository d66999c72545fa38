package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.LinkedHashMap;
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
  private final Entities entities = new Entities();
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
    Map<String, Wait> generic = new LinkedHashMap<>();
    Map<String, Wait> polls = new LinkedHashMap<>();
    for (Wait wait : table.waits()) {
      if (wait.served().isEmpty()) {
        generic.put(wait.name(), wait);
        polls.putIfAbsent(wait.poll(), wait);
        Made made = new Made(table, wait);
        steering.madeBy(
            wait.name(), (path, values, steer) -> make(wait, path, values, made, steer));
      }
    }
    polls.values().forEach(wait -> registerPoll(routes, wait));
    for (Trigger trigger : table.triggers()) {
      Optional.ofNullable(generic.get(trigger.waitName()))
          .ifPresent(wait -> registerTrigger(routes, trigger, wait));
    }
    libraries.register(routes);
  }

  /** Where another feature has the path too, the things that are known here go before its own. */
  private void registerPoll(Routes routes, Wait wait) {
    routes
        .override(
            HttpMethod.GET,
            wait.poll(),
            request -> entities.find(key(wait, request)).isPresent(),
            (call, body) -> poll(wait, call))
        .get(wait.poll(), (call, body) -> poll(wait, call));
  }

  private void registerTrigger(Routes routes, Trigger trigger, Wait wait) {
    routes.json(
        HttpMethod.valueOf(trigger.method()),
        trigger.path(),
        (call, body) -> trigger(trigger, wait, call, body));
  }

  private static String key(Wait wait, HttpServerRequest request) {
    String path = Optional.ofNullable(request.path()).orElse("");
    return wait.key(path, name -> Optional.ofNullable(request.getParam(name)).orElse(""));
  }

  private ObjectNode poll(Wait wait, Call call) {
    String key = wait.key(call.path(), name -> call.query(name).orElse(""));
    return view.show(entities.find(key).orElseThrow(() -> nothing(call)), clock.instant());
  }

  private ObjectNode trigger(Trigger trigger, Wait wait, Call call, ObjectNode body) {
    Instant now = clock.instant();
    Optional<String> request =
        call.query(REQUEST_ID)
            .or(() -> Optional.of(body.path(REQUEST_ID).asText("")))
            .filter(id -> !id.isEmpty())
            .map(id -> trigger.method() + call.path() + " " + id);
    Entity entity =
        request
            .map(requests::get)
            .orElseGet(() -> begin(new Course(trigger, wait, call, body), now));
    request.ifPresent(id -> requests.put(id, entity));
    return trigger.answersBody() ? view.show(entity, now) : Json.object();
  }

  private Entity begin(Course course, Instant now) {
    Binding binding = Binding.of(course, ids);
    Optional<Entity> existing = entities.find(binding.key());
    boolean gone = existing.filter(entity -> entity.gone(now)).isPresent();
    if (gone && course.trigger().method().equals("DELETE")) {
      throw nothing(course.call());
    }
    Entity.Move move = course.move(existing, steering::next, usual, now);
    if (!course.trigger().view().isEmpty()) {
      goAlong(course.trigger(), binding, move, now);
    }
    return entities.move(binding.key(), move, binding.members(), now);
  }

  /** Has the resource that an operation works on go along with it. */
  private void goAlong(Trigger trigger, Binding binding, Entity.Move move, Instant now) {
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
    entities.move(
        binding.viewKey(shown),
        new Entity.Move(shown, along, Steer.USUAL),
        Json.object().put("name", binding.resource()),
        now);
  }

  private void make(Wait wait, String path, Map<String, String> values, Made made, Steer steer) {
    Instant now = clock.instant();
    Motion motion = steer.motion(wait.passing(), wait.usualEnd(), now, usual);
    entities.move(
        wait.key(path, name -> values.getOrDefault(name, "")),
        new Entity.Move(wait, motion, steer),
        made.members(path, values),
        now);
  }

  private static ApiProblem nothing(Call call) {
    return ApiProblem.notFound("There is nothing at " + call.path());
  }
}
