package io.lakegate.gateway.forward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.EventOrigin.End;
import io.lakegate.gateway.forward.EventOrigin.Framing;
import io.lakegate.gateway.forward.EventOrigin.Plan;
import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Streams that are under way while the process is asked to stop. */
final class DrainedStreamsIT {

  private static final Duration DELAY = Duration.ofSeconds(2);

  /** A second for the process to end itself; the rest is a busy machine's. */
  private static final Duration ENDED = DELAY.plusSeconds(5);

  private static final Plan ENDLESS =
      new Plan(Duration.ZERO, Integer.MAX_VALUE, Duration.ofMillis(50), End.WHOLE);

  private static final long LENGTH = 1L << 40;

  /** Slow enough to be under way at any time. */
  private static final FakeOrigin.Script DOWNLOAD =
      call -> {
        call.send("HTTP/1.1 200 OK\r\nContent-Length: " + LENGTH + "\r\n\r\n");
        while (!call.leavesWithin(Duration.ofMillis(20))) {
          call.send("data");
        }
      };

  private static FakeOrigin origin() throws IOException {
    EventOrigin chunked = new EventOrigin(Framing.CHUNKED, ENDLESS);
    return FakeOrigin.start(
        call -> {
          if (call.requestLine().contains("/download")) {
            DOWNLOAD.answer(call);
          } else {
            chunked.answer(call);
          }
        });
  }

  private static RawClient ask(ChildGateway gateway, String path, String version)
      throws IOException {
    RawClient client =
        RawClient.connect(gateway.port("listen"))
            .send("GET /api/2.0" + path + " HTTP/" + version + "\r\nHost: localhost\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/" + version + " 200");
    return client;
  }

  @Test
  void sigterm_streamsGoOnWithinTheDelay_thenAreCut() throws Exception {
    try (FakeOrigin origin = origin();
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .start(
                    "--listen=127.0.0.1:0",
                    "--admin=127.0.0.1:0",
                    "--max-sigterm-delay=" + DELAY.toSeconds() + "s");
        RawClient probe = RawClient.connect(child.port("admin"));
        RawClient events = ask(child, "/events", "1.1");
        RawClient old = ask(child, "/events", "1.0");
        RawClient download = ask(child, "/download", "1.1")) {
      assertThat(readiness(probe)).isEqualTo(200);
      long asked = System.nanoTime();
      child.signal("TERM");
      awaitNotReady(probe);

      // What is sent after that still comes.
      String event = "14\r\n" + EventOrigin.event(0) + "\r\n";
      String some = new String(events.in().readNBytes(event.length() * 20), US_ASCII);
      assertThat(some).startsWith(event).endsWith("\n\n\r\n");

      String rest = Wire.readUntilClosed(events);
      Duration cut = Duration.ofNanos(System.nanoTime() - asked);
      assertThat(rest).doesNotContain("0\r\n\r\n");
      assertThat(cut).isBetween(DELAY.minusMillis(100), ENDED);
      assertThat(Wire.readUntilClosed(download)).hasSizeGreaterThan(4 * 20);
      // Only a reset tells such a client that it has not got all.
      assertThat(Wire.readUntilClosed(old)).startsWith(EventOrigin.event(0)).endsWith("<reset>");
      assertThat(child.exitStatus()).isEqualTo(143);
    }
  }

  private static int readiness(RawClient probe) throws IOException {
    return probe.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer().status();
  }

  private static void awaitNotReady(RawClient probe) throws IOException {
    long begun = System.nanoTime();
    while (readiness(probe) == 200) {
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(DELAY);
    }
  }
}
