package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that cannot be read: in an encoding, too large, or neither success nor error. */
final class UnreadableWaitsIT extends ToldClusterWaits {

  private static final String MOVED =
      "HTTP/1.1 302 X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";

  private static String encoded(int status, String encoding) {
    return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Encoding: %s\r\n"
            .formatted(status, encoding)
        + "Content-Length: 3\r\n\r\n\u001f{}";
  }

  @Test
  void requests_ofOurOwn_askForNoEncoding() throws IOException {
    origin.on("POST", ok(CREATED)).on(POLL, ok(RUNNING));
    try (TestGateway gateway = gateway();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "POST "
              + CREATE
              + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, br\r\n"
              + "Content-Length: 2\r\n\r\n{}");
      assertThat(client.readAnswer().body()).isEqualTo(RUNNING);
    }
    assertThat(origin.origin().calls())
        .hasSize(2)
        .allSatisfy(call -> assertThat(call.fields("accept-encoding")).containsExactly("identity"));
  }

  @Test
  void trigger_answerIsEncoded_isLostAndNotToBeRepeated() {
    origin.on("POST", encoded(200, "GZip"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      OperationError error = OperationError.of(answer).is(424, "WAIT_LOST");
      assertThat(error.message()).contains("was started", "encoding 'gzip'");
      assertThat(error.entity().isMissingNode()).isTrue();
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
      assertThat(origin.lines()).hasSize(1);
    }
  }

  /** What the poll needs stands in the request. */
  @Test
  void trigger_answerIsEncodedAndNotNeeded_isWaitedFor() {
    origin.on("POST", encoded(200, "gzip")).on(POLL, ok("{\"state\":\"TERMINATED\"}"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, "/wait/api/2.1/clusters/delete", "{\"cluster_id\":\"c\"}");

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
  }

  @Test
  void trigger_errorIsEncoded_keepsItsStatusAndNamesTheEncoding() {
    origin.on("POST", encoded(403, "br"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.field("content-encoding")).isEmpty();
      assertThat(WaitBench.json(answer.body()).path("error_code").asText())
          .isEqualTo("PERMISSION_DENIED");
      assertThat(WaitBench.json(answer.body()).path("message").asText()).contains("encoding 'br'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redirect", "encoding"})
  void poll_cannotBeReadAfterATrigger_isLostAndTellsWhereToGoOn(String what) {
    origin
        .on("POST", ok(CREATED))
        .on(POLL, ok(PENDING), what.equals("redirect") ? MOVED : encoded(200, "br"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      OperationError error = OperationError.of(answer).is(424, "WAIT_LOST");
      assertThat(error.message())
          .contains("was started")
          .containsAnyOf("status 302", "encoding 'br'");
      assertThat(WaitBench.json(answer.body()).at("/details/0/metadata/cause").asText())
          .isEqualTo("ORIGIN_PROTOCOL_ERROR");
      assertThat(answer.body()).contains("\"entity\":" + PENDING);
      assertThat(error.state()).isEqualTo("PENDING");
      assertThat(error.location()).isEqualTo(WAIT);
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"redirect", "encoding"})
  void pollOnly_cannotBeRead_isRefused(String what) {
    origin.on(POLL, what.equals("redirect") ? MOVED : encoded(200, "br"));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT);

      Refusal.of(answer).is(502, "ORIGIN_PROTOCOL_ERROR");
      assertThat(answer.field("location")).isEmpty();
      assertThat(answer.field("x-should-retry")).isEmpty();
    }
  }

  /** Whoever sends it again asks again, and starts nothing. */
  @Test
  void pollOnly_cannotBeReadAnyMore_isRefusedAndTellsWhereToGoOn() {
    origin.on(POLL, ok(PENDING), MOVED);
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT);

      OperationError error = OperationError.of(answer).is(502, "ORIGIN_PROTOCOL_ERROR");
      assertThat(error.state() + " " + error.location()).isEqualTo("PENDING " + WAIT);
      assertThat(answer.field("x-should-retry")).isEmpty();
    }
  }

  @Test
  void poll_refusalIsEncodedAfterATrigger_keepsItsStatusAndNamesTheEncoding() {
    origin.on("POST", ok(CREATED)).on(POLL, encoded(403, "br"));
    try (TestGateway gateway = gateway()) {
      OperationError error = OperationError.of(post(gateway, CREATE, "{}")).is(403, "POLL_REFUSED");

      assertThat(error.message()).contains("encoding 'br'");
      assertThat(error.location()).isEqualTo(WAIT);
    }
  }

  static Stream<String> passing() {
    return Stream.of(encoded(503, "gzip"), encoded(429, "gzip"), encoded(500, "x"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void poll_troubleThatPassesIsEncoded_goesOn(String trouble) {
    origin.on(POLL, trouble, ok(RUNNING));
    try (TestGateway gateway = gateway()) {
      assertThat(get(gateway, WAIT).body()).isEqualTo(RUNNING);
    }
  }

  @Test
  void poll_isSaidToBeInNoEncoding_isRead() {
    origin.on(
        POLL,
        "HTTP/1.1 200 X\r\nContent-Encoding: Identity\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(RUNNING.length(), RUNNING));
    try (TestGateway gateway = gateway()) {
      assertThat(get(gateway, WAIT).body()).isEqualTo(RUNNING);
    }
  }

  /** It may be the answer of a call that was made. */
  @Test
  void trigger_isRedirected_isUnknownAndNotFollowed() {
    origin.on("POST", MOVED);
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      OperationError error = OperationError.of(answer).is(409, "OUTCOME_UNKNOWN");
      assertThat(error.message()).contains("not known", "302");
      assertThat(error.location()).isEmpty();
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
      assertThat(origin.lines()).hasSize(1);
    }
  }

  /** More than an eighth of the heap that the gateway is given here. */
  private static String large(String body) {
    return ok(body + " ".repeat(9 * 1024 * 1024));
  }

  private Answer small(String heap, String request) throws IOException {
    try (ChildGateway child =
            ChildGateway.child()
                .origin(origin.origin())
                .jvm(heap)
                .start("--listen=127.0.0.1:0", "--admin=127.0.0.1:0");
        RawClient client = RawClient.connect(child.port("listen"))) {
      return client.send(request).readAnswer();
    }
  }

  private static final String POST_CREATE =
      "POST " + CREATE + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";

  @Test
  void trigger_answerIsTooLarge_isUnknownAndNotToBeRepeated() throws IOException {
    origin.on("POST", large(CREATED));

    Answer answer = small("-Xmx64m", POST_CREATE);

    OperationError error = OperationError.of(answer).is(409, "OUTCOME_UNKNOWN");
    assertThat(error.message()).contains("not known", "too large");
    assertThat(answer.field("x-should-retry")).isEqualTo("false");
    assertThat(origin.lines()).hasSize(1);
  }

  @Test
  void poll_answerIsTooLargeAfterATrigger_isLostAndTellsWhereToGoOn() throws IOException {
    origin.on("POST", ok(CREATED)).on(POLL, large(RUNNING));

    Answer answer = small("-Xmx64m", POST_CREATE);

    OperationError error = OperationError.of(answer).is(424, "WAIT_LOST");
    assertThat(WaitBench.json(answer.body()).at("/details/0/metadata/cause").asText())
        .isEqualTo("ORIGIN_ANSWER_TOO_LARGE");
    assertThat(error.location()).isEqualTo(WAIT);
    assertThat(answer.field("x-should-retry")).isEqualTo("false");
    assertThat(origin.origin().calls().stream().map(FakeOrigin.Call::requestLine)).hasSize(2);
  }
}
