package io.lakegate.gateway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An answer that the gateway made itself, read as an SDK reads it.
 *
 * @param status the status code
 * @param code the value of {@code Lakegate-Error}
 * @param errorCode the body's {@code error_code}
 * @param message the body's {@code message}
 * @param metadata the metadata of the body's only detail
 */
public record Refusal(
    int status, String code, String errorCode, String message, JsonNode metadata) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads an answer and checks everything that holds for each of the gateway's own errors. */
  public static Refusal of(Answer answer) {
    assertThat(answer.head()).as("the head").startsWith("HTTP/1.");
    assertThat(answer.field("content-type")).as(answer.head()).isEqualTo("application/json");
    assertThat(answer.head().toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control-");
    JsonNode body = parse(answer.body());
    assertThat(body.fieldNames()).toIterable().containsExactly("error_code", "message", "details");
    assertThat(body.get("details")).hasSize(1);
    JsonNode detail = body.get("details").get(0);
    assertThat(detail.fieldNames())
        .toIterable()
        .containsExactly("@type", "reason", "domain", "metadata");
    assertThat(detail.get("@type").textValue())
        .isEqualTo("type.googleapis.com/google.rpc.ErrorInfo");
    assertThat(detail.get("domain").textValue()).isEqualTo("lakegate");
    assertThat(detail.get("reason").textValue()).isEqualTo(answer.field("lakegate-error"));
    assertThat(answer.body()).doesNotContain("\\tat ", "Exception", "java.", "io.vertx", "netty");
    return new Refusal(
        answer.status(),
        answer.field("lakegate-error"),
        body.get("error_code").textValue(),
        body.get("message").textValue(),
        detail.get("metadata"));
  }

  /** Checks the status and the code. */
  public Refusal is(int expectedStatus, String expectedCode) {
    assertThat(List.of(status, code)).as(message).isEqualTo(List.of(expectedStatus, expectedCode));
    return this;
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + body, e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
