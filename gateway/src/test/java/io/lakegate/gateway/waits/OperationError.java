package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.gateway.testing.RawClient.Answer;

/**
 * An error that ends a wait, read as an SDK reads it.
 *
 * @param code the value of {@code Lakegate-Error}
 * @param message the body's message
 * @param state the state of the operation
 * @param entity the entity that was seen last, missing where there is none
 * @param location where to go on
 */
record OperationError(
    int status, String code, String message, String state, JsonNode entity, String location) {

  /** Reads an answer and checks everything that holds for each of these errors. */
  static OperationError of(Answer answer) {
    assertThat(answer.field("content-type")).as(answer.head()).isEqualTo("application/json");
    JsonNode body = WaitBench.json(answer.body());
    assertThat(body.fieldNames()).toIterable().containsExactly("error_code", "message", "details");
    String code = answer.field("lakegate-error");
    assertThat(body.get("details")).as(answer.body()).hasSize(2);
    assertThat(body.at("/details/0/@type").textValue())
        .isEqualTo("type.googleapis.com/google.rpc.ErrorInfo");
    assertThat(body.at("/details/0/reason").textValue()).isEqualTo(code);
    JsonNode operation = body.at("/details/1");
    assertThat(operation.get("@type").textValue())
        .isEqualTo("type.googleapis.com/lakegate.Operation");
    return new OperationError(
        answer.status(),
        code,
        body.get("message").textValue(),
        operation.path("state").asText(),
        operation.path("entity"),
        answer.field("location"));
  }

  /** Checks the status and the code. */
  OperationError is(int expectedStatus, String expectedCode) {
    assertThat(status + " " + code).as(message).isEqualTo(expectedStatus + " " + expectedCode);
    return this;
  }
}
