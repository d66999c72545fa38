package io.lakegate.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections on which nothing happens, or not enough. */
final class IdleConnectionsIT {

  private static final String REQUEST = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static TestGateway gateway(FakeOrigin origin) {
    return TestGateway.gateway().origin(origin).flag("client-idle-timeout", "1s").start();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @ValueSource(strings = {"", "GET /api/2.0/x HT", "GET /api/2.0/x HTTP/1.1\r\nHost: loc"})
  void connection_noWholeHeadInTime_isClosed(String sent) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = gateway(origin);
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(sent);
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(origin.calls()).isEmpty();
    }
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void connection_restsAfterAnExchange_isClosed() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = gateway(origin);
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(REQUEST).readAnswer().status()).isEqualTo(200);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  /** The resting one is swept away; at that moment the other one has waited as long. */
  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void connection_waitsForItsOrigin_isKept() throws IOException {
    CountDownLatch swept = new CountDownLatch(1);
    FakeOrigin.Script slow =
        call -> {
          try {
            swept.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          FakeOrigin.json("{}").answer(call);
        };
    try (FakeOrigin origin = FakeOrigin.start(slow);
        TestGateway gateway = gateway(origin);
        RawClient waiting = RawClient.connect(gateway.port());
        RawClient resting = RawClient.connect(gateway.port())) {
      waiting.send(REQUEST);
      assertThat(resting.isClosedByServer()).isTrue();
      swept.countDown();
      assertThat(waiting.readAnswer().status()).isEqualTo(200);
    }
  }
}
