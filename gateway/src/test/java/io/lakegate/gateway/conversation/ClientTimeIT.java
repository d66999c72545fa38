package io.lakegate.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** {@code Lakegate-Timeout} bounds what the gateway does on a client's behalf as a whole. */
final class ClientTimeIT {

  private static final String PENDING = "{\"state\":{\"life_cycle_state\":\"RUNNING\"}}";
  private static final String FIRST_PAGE = "{\"jobs\":[{\"job_id\":1}],\"next_page_token\":\"2\"}";

  private static String request(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nLakegate-Timeout: 1500ms\r\n\r\n";
  }

  /** Answers the first page and keeps silent over the second until the latch is open. */
  private static FakeOrigin.Script hanging(CountDownLatch latch) {
    return call -> {
      if (call.requestLine().contains("page_token")) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      FakeOrigin.json(FIRST_PAGE).answer(call);
    };
  }

  @Test
  void wait_timeOfClientIsOver_saysWhereToGoOn() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json(PENDING));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(request("/wait/api/2.2/jobs/runs/get?run_id=7")).readAnswer();

      assertThat(answer.status()).isEqualTo(424);
      assertThat(answer.field("lakegate-error")).isEqualTo("OPERATION_TIMED_OUT");
      assertThat(answer.field("location")).isEqualTo("/wait/api/2.2/jobs/runs/get?run_id=7");
    }
  }

  @Test
  void allPages_timeOfClientIsOverAtSecondPage_cutsTheList() throws IOException {
    CountDownLatch latch = new CountDownLatch(1);
    try (FakeOrigin origin = FakeOrigin.start(hanging(latch));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(request("/all-pages/api/2.2/jobs/list"));

      assertThatThrownBy(client::readAnswer)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cut short");
      latch.countDown();
    }
  }

  @Test
  void allPages_noLengthOfTime_isRefusedBeforeAnythingIsSent() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json(FIRST_PAGE));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      String request = request("/all-pages/api/2.2/jobs/list").replace("1500ms", "soon");

      Answer answer = client.send(request).readAnswer();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.field("lakegate-error")).isEqualTo("BAD_HEADER");
      assertThat(origin.calls()).isEmpty();
    }
  }
}
