package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.steering.Motion;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.Wait;
import java.time.Instant;

/** A thing that is waited for: its members, and the operation that moved it last. */
final class Entity {
  private final ObjectNode members = Json.object();
  private Move move;

  /** Creates a thing in motion. */
  Entity(Move move) {
    this.move = move;
  }

  ObjectNode members() {
    return members;
  }

  Move move() {
    return move;
  }

  /** Sets the thing in motion anew. */
  void move(Move next) {
    move = next;
  }

  /** Tells whether the thing has ceased to exist. */
  boolean gone(Instant now) {
    return move.motion().over(now) && move.motion().end().isEmpty();
  }

  /**
   * One operation on a thing.
   *
   * @param awaited the wait for its end
   * @param motion how far it is
   * @param steer how it was steered
   */
  record Move(Wait awaited, Motion motion, Steer steer) {

    /** Tells whether it has come to an end that is no success. */
    boolean failed(Instant now) {
      return motion.over(now) && !awaited.success().contains(motion.end());
    }
  }
}
