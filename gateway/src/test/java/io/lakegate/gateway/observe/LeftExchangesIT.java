package io.lakegate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Exchanges whose client leaves are nobody's failure, in the log and in the metrics alike. */
final class LeftExchangesIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 30;
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";

  /**
   * A request whose client leaves.
   *
   * @param status the status that is logged
   * @param label the path in metrics
   */
  record Left(String target, String status, String label) {}

  private static final List<Left> LEFT =
      List.of(
          new Left("/api/2.0/hangs", "499", "/api"),
          new Left("/all-pages/api/2.2/jobs/list", "499", "/all-pages"),
          new Left("/wait/api/2.2/jobs/runs/get?run_id=7", "499", "/wait"),
          new Left("/sql/half", "200", "/sql"));

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  private void hang(FakeOrigin.Call call) throws IOException {
    if (call.requestLine().contains("/half")) {
      call.send(HALF);
    }
    asked.add("asked");
    while (call.in().read() >= 0) {}
  }

  @Test
  void exchange_clientLeaves_isNoFailure() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(this::hang);
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .start("--listen=127.0.0.1:0", "--admin=127.0.0.1:0", "--log-format=json")) {
      for (Left left : LEFT) {
        leave(child.port("listen"), left);
      }
      assertMetrics(untilNoneIsOpen(child.port("admin")));
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);
      assertLines(child.exchangeLog());
    }
  }

  private void leave(int port, Left left) throws Exception {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET " + left.target() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(asked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
      if (left.status().equals("200")) {
        assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      }
    }
  }

  private static String untilNoneIsOpen(int port) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (RawClient client = RawClient.connect(port)) {
        String body =
            client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer().body();
        if (body.contains("\nlakegate_exchanges_open 0.0\n") || System.nanoTime() > end) {
          return body;
        }
      }
    }
  }

  private static void assertMetrics(String metrics) {
    assertThat(metrics).doesNotContain("status=\"502\"").doesNotContain("status=\"0\"");
    for (Left left : LEFT) {
      assertThat(metrics.lines())
          .anyMatch(
              line ->
                  line.startsWith("lakegate_exchange_duration_seconds_count{error=\"\"")
                      && line.contains("outcome=\"client-gone\"")
                      && line.contains("path=\"" + left.label() + "\"")
                      && line.contains("status=\"" + left.status() + "\""));
    }
  }

  private static void assertLines(List<String> printed) throws IOException {
    List<String> told = new ArrayList<>();
    for (String line : printed) {
      JsonNode json = JSON.readTree(line);
      assertThat(json.path("outcome").asText()).as(line).isEqualTo("client-gone");
      assertThat(json.has("error")).as(line).isFalse();
      told.add(json.path("path").asText() + " " + json.path("status").asText());
    }
    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            LEFT.stream()
                .map(left -> left.target().replaceAll("\\?.*", "") + " " + left.status())
                .toList());
  }
}
