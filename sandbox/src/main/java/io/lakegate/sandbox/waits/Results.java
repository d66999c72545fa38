package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.steering.Wait;
import java.util.function.Function;

/** What some things show beside their state once they have succeeded. */
final class Results {
  private final Function<String, ObjectNode> statement;

  /**
   * Creates the results.
   *
   * @param statement gives manifest and result of a SQL statement, by its id
   */
  Results(Function<String, ObjectNode> statement) {
    this.statement = statement;
  }

  ObjectNode of(Wait wait, ObjectNode shown) {
    return switch (wait.name()) {
      case "StatementExecutionFinished" -> statement.apply(shown.path("statement_id").asText());
      case "WaitCommandStatusCommandExecutionFinishedOrError" -> command(shown);
      default -> Json.object();
    };
  }

  private static ObjectNode command(ObjectNode shown) {
    ObjectNode answer = Json.object();
    answer
        .putObject("results")
        .put("resultType", "text")
        .put("data", "ran: " + shown.path("command").asText());
    return answer;
  }
}
