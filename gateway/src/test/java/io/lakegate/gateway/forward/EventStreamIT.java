package io.lakegate.gateway.forward;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.EventOrigin.End;
import io.lakegate.gateway.forward.EventOrigin.Framing;
import io.lakegate.gateway.forward.EventOrigin.Plan;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Small events at long intervals: each crosses as it comes, and so does each end. */
final class EventStreamIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n";

  private static final Duration AT_ONCE = Duration.ofMillis(50);
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration FOR_EVER = Duration.ofSeconds(60);
  private static final int EVENTS = 10;

  /** What the first stream of a process takes for its classes says nothing about streams. */
  @BeforeAll
  static void loadClasses() throws Exception {
    leave(3, false);
  }

  /** Longer than all that is set to a second below, none of which is about a stream. */
  @Test
  void events_afterASilenceLongerThanEveryLimit_crossAsTheyCome(TestReporter reporter)
      throws Exception {
    Plan plan = new Plan(Duration.ofMillis(2500), EVENTS, Duration.ofMillis(20), End.WHOLE);
    List<Duration> latencies =
        latencies(
            Map.of("http-timeout", "1s", "client-idle-timeout", "1s"),
            "Lakegate-Timeout: 1s\r\n",
            plan);
    reporter.publishEntry("latencies", latencies.toString());
    assertThat(latencies.get(latencies.size() / 2)).isLessThan(AT_ONCE);
  }

  @Test
  @Tag("slow")
  void events_afterHalfAMinuteOfSilence_eachArrivesWithinFiftyMilliseconds(TestReporter reporter)
      throws Exception {
    Plan plan = new Plan(Duration.ofSeconds(30), EVENTS, Duration.ofSeconds(1), End.WHOLE);
    List<Duration> latencies = latencies(Map.of(), "", plan);
    reporter.publishEntry("latencies", latencies.toString());
    assertThat(latencies).allSatisfy(one -> assertThat(one).isLessThan(AT_ONCE));
  }

  /** How long each head and each event was under way, in order of length; a stream per framing. */
  private static List<Duration> latencies(Map<String, String> flags, String field, Plan plan)
      throws Exception {
    List<Duration> latencies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Duration>>> streams = new ArrayList<>();
      for (Framing framing : Framing.values()) {
        EventOrigin events = new EventOrigin(framing, plan);
        streams.add(threads.submit(() -> latencies(flags, field, events)));
      }
      for (Future<List<Duration>> stream : streams) {
        latencies.addAll(stream.get());
      }
    }
    return latencies.stream().sorted().toList();
  }

  private static List<Duration> latencies(
      Map<String, String> flags, String field, EventOrigin events) throws Exception {
    List<Duration> latencies = new ArrayList<>();
    try (FakeOrigin origin = FakeOrigin.start(events);
        TestGateway gateway = gateway(origin, flags);
        RawClient client = RawClient.connect(gateway.port(), FOR_EVER)) {
      client.send(GET + field + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200").contains("text/event-stream");
      latencies.add(events.sinceSent());
      for (int i = 0; i < EVENTS; i++) {
        assertThat(readEvent(client)).isEqualTo(chunk(i));
        latencies.add(events.sinceSent());
      }
      assertThat(new String(client.in().readNBytes(5), US_ASCII)).isEqualTo("0\r\n\r\n");
    }
    return latencies;
  }

  private static TestGateway gateway(FakeOrigin origin, Map<String, String> flags) {
    TestGateway.Builder builder = TestGateway.gateway().origin(origin);
    flags.forEach(builder::flag);
    return builder.start();
  }

  private static String readEvent(RawClient client) throws IOException {
    return new String(client.in().readNBytes(chunk(0).length()), US_ASCII);
  }

  /** Each event of the origin is a chunk of its own for the client. */
  private static String chunk(int number) {
    return "14\r\n" + EventOrigin.event(number) + "\r\n";
  }

  @ParameterizedTest
  @CsvSource({"0, false", "3, false", "0, true", "3, true"})
  void client_leavesTheStream_originSeesItAtOnce(int events, boolean reset) throws Exception {
    assertThat(leave(events, reset)).isLessThan(SOON);
  }

  /** Leaves a stream that has fallen silent; returns after what time the origin has seen it. */
  private static Duration leave(int events, boolean reset) throws Exception {
    EventOrigin silent = new EventOrigin(Framing.CHUNKED, plan(events, End.SILENCE));
    try (FakeOrigin origin = FakeOrigin.start(silent);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      RawClient client = RawClient.connect(gateway.port());
      client.send(GET + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      for (int i = 0; i < events; i++) {
        assertThat(readEvent(client)).isEqualTo(chunk(i));
      }
      long left = System.nanoTime();
      if (reset) {
        client.reset();
      } else {
        client.close();
      }
      return Duration.ofNanos(silent.leftNanos() - left);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = End.class,
      names = {"CLOSED", "RESET"})
  void origin_leavesTheStream_clientsIsCutAtOnce(End end) throws Exception {
    for (int events : List.of(0, 3)) {
      assertCut(new EventOrigin(Framing.CHUNKED, plan(events, end)));
    }
  }

  /** Such a body would be whole if its connection had ended in good order. */
  @Test
  void origin_resetsAStreamWithoutChunks_clientsIsCutAtOnce() throws Exception {
    for (int events : List.of(0, 3)) {
      assertCut(new EventOrigin(Framing.UNTIL_CLOSE, plan(events, End.RESET)));
    }
  }

  private static Plan plan(int events, End end) {
    return new Plan(Duration.ZERO, events, Duration.ofMillis(20), end);
  }

  private static void assertCut(EventOrigin events) throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(events);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(GET + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      String read = Wire.readUntilClosed(client);
      Duration late = events.sinceEnd();
      assertThat(read).isEqualTo(events.read(EventStreamIT::chunk));
      assertThat(late).isLessThan(SOON);
    }
  }
}
