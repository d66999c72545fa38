package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Walks that are still under way when the time is over in which the gateway drains. */
final class DrainedWalksIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINES = "Accept: application/x-ndjson";
  private static final Duration SHORTLY = Duration.ofSeconds(2);
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<Integer> hanging = new LinkedBlockingQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);

  /** An origin that gives these answers, and none to the request behind them. */
  private FakeOrigin origin(List<String> answers) throws IOException {
    FakeOrigin.Script pages = Lists.inTurn(answers);
    BlockingQueue<String> left = new LinkedBlockingQueue<>(answers);
    return FakeOrigin.start(
        call -> {
          if (left.poll() != null) {
            pages.answer(call);
          } else {
            hanging.add(1);
            hang();
          }
        });
  }

  private void hang() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void awaitHanging() throws InterruptedException {
    assertThat(hanging.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the last page").isNotNull();
  }

  private ListAnswer drained(List<String> answers, String... fields) throws Exception {
    try (FakeOrigin origin = origin(answers);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(get("/all-pages" + Lists.JOBS, fields));
      awaitHanging();
      gateway.running().drain(SHORTLY);
      return ListAnswer.read(client);
    } finally {
      over.countDown();
    }
  }

  private static void assertTold(ListAnswer lines) throws IOException {
    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.whole()).as(lines.body()).isFalse();
    assertThat(lines.lines()).hasSize(2).startsWith("{\"id\":1}");
    JsonNode error = JSON.readTree(lines.lines().getLast()).get("error");
    assertThat(error.get("error_code").textValue()).isEqualTo("DRAINING");
    assertThat(error.get("message").textValue()).contains("max-sigterm-delay");
  }

  @Test
  void drain_linesBegun_lastLineTellsBeforeTheCut() throws Exception {
    assertTold(drained(List.of(ok(jobs("{\"id\":1}", "T"))), LINES));
  }

  @Test
  void drain_jsonBegun_isCut() throws Exception {
    ListAnswer json = drained(List.of(ok(jobs("{\"id\":1}", "T"))));
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.whole()).isFalse();
    assertThat(json.body()).isEqualTo("{\"jobs\":[{\"id\":1}");
  }

  @Test
  void drain_noItemYet_isAnOrdinaryError() throws Exception {
    ListAnswer answer = drained(List.of(ok(jobs("", "T"))), LINES);
    Refusal.of(answer.answer()).is(503, "DRAINING");
    assertThat(answer.field("retry-after")).isEqualTo("1");
    assertThat(answer.field("connection")).isEqualTo("close");
  }

  @Test
  void sigterm_linesBegun_lastLineTellsBeforeTheProcessEnds() throws Exception {
    try (FakeOrigin origin = origin(List.of(ok(jobs("{\"id\":1}", "T"))));
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .start("--listen=127.0.0.1:0", "--admin=127.0.0.1:0", "--max-sigterm-delay=4s");
        RawClient client = RawClient.connect(child.port("listen"))) {
      client.send(get("/all-pages" + Lists.JOBS, LINES));
      awaitHanging();
      child.signal("TERM");

      assertTold(ListAnswer.read(client));
      assertThat(child.exitStatus()).isEqualTo(143);
    } finally {
      over.countDown();
    }
  }
}
