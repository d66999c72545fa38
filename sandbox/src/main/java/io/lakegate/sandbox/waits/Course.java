package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.steering.Motion;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.Trigger;
import io.lakegate.sandbox.steering.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the operation that a request triggers goes.
 *
 * @param trigger the trigger
 * @param awaited the wait for its end
 * @param call the request
 * @param body the request's body
 */
record Course(Trigger trigger, Wait awaited, Call call, ObjectNode body) {

  /**
   * Returns the operation, which begins now.
   *
   * @param existing the thing as it is, if it is
   * @param steering takes the steer for the wait
   * @param usual the usual time
   * @param now the present
   */
  Entity.Move move(
      Optional<Entity> existing, Function<String, Steer> steering, Duration usual, Instant now) {
    Function<String, Entity.Move> steered =
        end -> {
          Steer steer = steering.apply(awaited.name());
          return new Entity.Move(awaited, steer.motion(passing(), end, now, usual), steer);
        };
    return switch (trigger.turn()) {
      case Trigger.Straight straight -> steered.apply(awaited.usualEnd());
      case Trigger.Asked asked -> steered.apply(asks(asked) ? asked.end() : awaited.usualEnd());
      case Trigger.Kept kept ->
          existing
              .filter(entity -> entity.move().motion().state(now).equals(kept.state()))
              .map(entity -> atOnce(kept.state(), now))
              .orElseGet(() -> steered.apply(awaited.usualEnd()));
      case Trigger.Cut cut ->
          existing
              .map(Entity::move)
              .filter(move -> move.motion().over(now))
              .orElseGet(() -> atOnce(cut.end(), now));
      case Trigger.Removed removed -> atOnce("", now);
    };
  }

  private List<String> passing() {
    return trigger.passing().isEmpty() ? awaited.passing() : trigger.passing();
  }

  private Entity.Move atOnce(String end, Instant now) {
    return new Entity.Move(awaited, Motion.ended(end, now), Steer.USUAL);
  }

  private boolean asks(Trigger.Asked asked) {
    String sent = body.path(asked.parameter()).asText("");
    return call.query(asked.parameter()).orElse(sent).equals(asked.value());
  }
}
