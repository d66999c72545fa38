package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that are open when the gateway goes. */
final class DrainingWaitsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PENDING = "{\"state\":\"PENDING\"}";
  private static final String LOCATION =
      "/wait/api/2.1/clusters/get?cluster_id=c&_poll=30s&_until=RUNNING";
  private static final String CREATE =
      "POST /wait/api/2.1/clusters/create?_poll=30s HTTP/1.1\r\nHost: localhost\r\n"
          + "Content-Length: 2\r\n\r\n{}";

  private ListedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin = ListedOrigin.start();
    origin.on("POST", ok("{\"cluster_id\":\"c\"}")).on("GET", ok(PENDING));
  }

  @AfterEach
  void close() throws IOException {
    origin.close();
  }

  /** The trigger and the first poll have come, and the next poll is far away. */
  private void awaitPause() {
    assertThat(origin.next(PATIENCE)).isPresent();
    assertThat(origin.next(PATIENCE)).isPresent();
  }

  private static void tells(Answer answer, String words) {
    OperationError error = OperationError.of(answer).is(424, "DRAINING");
    assertThat(error.location()).isEqualTo(LOCATION);
    assertThat(error.message()).contains(words);
    assertThat(answer.field("connection")).isEqualTo("close");
  }

  @Test
  void wait_isOpenWhenDrainingBegins_isAnsweredAtOnce() throws IOException {
    try (TestGateway gateway = origin.gateway().start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(CREATE);
      awaitPause();
      long start = System.nanoTime();
      gateway.running().beginDraining();

      tells(client.readAnswer(), "left running");
      gateway.running().drain(Duration.ofSeconds(20));
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }
  }

  /** What could not be seen to its end is not begun. */
  @ParameterizedTest
  @ValueSource(strings = {CREATE, "GET " + LOCATION + " HTTP/1.1\r\nHost: localhost\r\n\r\n"})
  void wait_isAskedForWhileDraining_isRefusedAndNothingIsSent(String request) throws IOException {
    try (TestGateway gateway = origin.gateway().start();
        RawClient client = RawClient.connect(gateway.port())) {
      gateway.running().beginDraining();
      client.send(request);

      Answer answer = client.readAnswer();

      assertThat(Refusal.of(answer).is(503, "DRAINING").message()).contains("nothing was sent");
      assertThat(answer.field("retry-after")).isEqualTo("1");
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(answer.field("location")).isEmpty();
      assertThat(origin.lines()).isEmpty();
    }
  }

  /** It has begun, but its body is still on the way. */
  @Test
  void wait_drainingBeginsBeforeTheTrigger_isRefusedAndNothingIsSent() throws IOException {
    try (TestGateway gateway = origin.gateway().start();
        RawClient client = RawClient.connect(gateway.port());
        RawClient other = RawClient.connect(gateway.port())) {
      client.send(CREATE.substring(0, CREATE.length() - 1));
      other.send("GET /wait/nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
      gateway.running().beginDraining();
      client.send(CREATE.substring(CREATE.length() - 1));

      Refusal.of(client.readAnswer()).is(503, "DRAINING");
      assertThat(origin.lines()).isEmpty();
    }
  }

  @Test
  void wait_pollIsUnderWay_isAnsweredAtOnce() throws IOException {
    origin.hold();
    try (TestGateway gateway = origin.gateway().start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET " + LOCATION + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(origin.next(PATIENCE)).isPresent();
      gateway.running().beginDraining();

      tells(client.readAnswer(), "No poll had shown");
    } finally {
      origin.release();
    }
  }

  @Test
  void sigterm_waitIsOpen_isAnsweredAndTheProcessEnds() throws Exception {
    try (ChildGateway child =
            ChildGateway.child()
                .origin(origin.origin())
                .start("--listen=127.0.0.1:0", "--admin=127.0.0.1:0");
        RawClient client = RawClient.connect(child.port("listen"))) {
      client.send(CREATE);
      awaitPause();
      long start = System.nanoTime();
      child.signal("TERM");

      tells(client.readAnswer(), "left running");
      assertThat(child.exitStatus()).isEqualTo(143);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(15));
    }
  }
}
