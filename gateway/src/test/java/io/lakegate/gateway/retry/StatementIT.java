package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement knows no idempotency token: run twice, it may write twice. */
final class StatementIT {

  private static final String STATEMENTS = "/api/2.0/sql/statements";

  @ParameterizedTest
  @ValueSource(strings = {STATEMENTS, "/wait" + STATEMENTS})
  void statement_answerIsLost_isRunOnceAndItsOutcomeIsUnknown(String path) throws IOException {
    try (TestSandbox sandbox = TestSandbox.start();
        TestGateway gateway =
            TestGateway.gateway()
                .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
                .start();
        RawClient client = RawClient.connect(gateway.port());
        RawClient direct = RawClient.connect(sandbox.url().getPort())) {
      String fault = "{\"method\":\"POST\",\"path\":\"" + STATEMENTS + "\",\"after\":true}";
      assertThat(direct.send(post("/sandbox/faults", fault)).readAnswer().status())
          .isBetween(200, 299);

      Answer answer =
          client
              .send(
                  post(path, "{\"warehouse_id\":\"w\",\"statement\":\"INSERT INTO t VALUES (1)\"}"))
              .readAnswer();

      Refusal.of(answer).is(409, "OUTCOME_UNKNOWN");
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
      assertThat(sandbox.counters().operations("StatementExecutionFinished")).isEqualTo(1);
      assertThat(sandbox.counters().requests("POST " + STATEMENTS)).isEqualTo(1);
    }
  }

  private static String post(String target, String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(target, body.length(), body);
  }
}
