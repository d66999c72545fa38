package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.steering.Motion;
import io.lakegate.sandbox.steering.Steer;
import io.lakegate.sandbox.steering.SteeringTable;
import io.lakegate.sandbox.steering.Wait;
import java.time.Instant;
import java.util.List;

/** Things as JSON, at one moment. */
final class EntityView {
  private static final String TYPE = "type.googleapis.com/databricks.";

  /** Where an operation keeps what it gives at its end. */
  static final String RESULT = "response";

  private final SteeringTable table;
  private final Results results;

  EntityView(SteeringTable table, Results results) {
    this.table = table;
    this.results = results;
  }

  /**
   * Returns the thing.
   *
   * @throws ApiProblem 404 when it is gone
   */
  ObjectNode show(Entity entity, Instant now) {
    if (entity.gone(now)) {
      throw ApiProblem.notFound("It does not exist any more");
    }
    ObjectNode shown = entity.members().deepCopy();
    Entity.Move move = entity.move();
    if (move.awaited().kind() == Wait.Kind.OPERATION) {
      operation(shown, move, now);
    } else {
      state(shown, move.awaited(), move.motion().state(now));
      companions(shown, move, now);
    }
    if (move.motion().over(now)) {
      end(shown, move, now);
    }
    return shown;
  }

  private static void operation(ObjectNode shown, Entity.Move move, Instant now) {
    boolean over = move.motion().over(now);
    shown.put("done", over);
    shown.putObject("metadata").put("@type", TYPE + move.awaited().metadataType());
    boolean gives = over && move.motion().end().equals(RESULT);
    if (!gives || move.awaited().resultType().isEmpty()) {
      shown.remove(RESULT);
    } else {
      shown.withObjectProperty(RESULT).put("@type", TYPE + move.awaited().resultType());
    }
  }

  private static void state(ObjectNode shown, Wait wait, String state) {
    if (!wait.statusPath().isEmpty() && !state.isEmpty()) {
      JsonNode value =
          wait.kind() == Wait.Kind.BOOLEAN
              ? BooleanNode.valueOf(state.equals("true"))
              : TextNode.valueOf(state);
      Json.put(shown, wait.statusPath(), value);
    }
  }

  /** Other waits look at other members of the same thing; these go along. */
  private void companions(ObjectNode shown, Entity.Move move, Instant now) {
    Motion motion = move.motion();
    boolean well = motion.over(now) && !move.failed(now);
    for (Wait other : sharing(move.awaited())) {
      if (!other.statusPath().equals(move.awaited().statusPath())
          && other.kind() != Wait.Kind.ABSENT) {
        state(shown, other, well ? other.usualEnd() : other.passing().getLast());
      }
    }
  }

  private List<Wait> sharing(Wait wait) {
    return table.waits().stream().filter(other -> other.poll().equals(wait.poll())).toList();
  }

  private void end(ObjectNode shown, Entity.Move move, Instant now) {
    Wait wait = move.awaited();
    String end = move.motion().end();
    boolean steered = !move.steer().equals(Steer.USUAL);
    boolean tells = wait.kind() != Wait.Kind.OPERATION || wait.failure().contains(end);
    if (steered && tells && (move.failed(now) || !move.steer().text().message().isEmpty())) {
      put(shown, wait.messagePath(), move.steer().message(end));
      String code = move.steer().text().code();
      put(shown, wait.codePath(), code.isEmpty() ? "INTERNAL_ERROR" : code);
    }
    if (!move.failed(now)) {
      Json.merge(shown, results.of(wait, shown));
    }
    Json.merge(shown, move.steer().members());
  }

  private static void put(ObjectNode shown, String path, String text) {
    if (!path.isEmpty()) {
      Json.put(shown, path, TextNode.valueOf(text));
    }
  }
}
