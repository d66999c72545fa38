package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.FakeOrigin.Call;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a page is asked for, and when no further one is. */
final class FlowIT {

  private static final String REQUEST = get("/all-pages" + Lists.JOBS);
  private static final int MIB = 1024 * 1024;

  /** More than the buffers of all sockets between an origin and a client that does not read. */
  private static final int LARGE = 24 * MIB;

  private static final int SMALL = 16 * 1024;

  private static final long PATIENCE_SECONDS = 30;

  /** Far longer than a page takes on loopback. */
  private static final long STILL_MILLIS = 700;

  private static final double NANOS_PER_SECOND = 1e9;

  private final BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();

  @Test
  void allPages_nextPage_isAskedForWhileThisOneIsWrittenAndNoFurther() throws Exception {
    List<String> pages = List.of(ok(large("T2")), ok(jobs("2", "T3")), ok(jobs("3", "")));
    FakeOrigin.Script answers = Lists.inTurn(pages);
    FakeOrigin.Script script =
        call -> {
          answers.answer(call);
          asked.add(1);
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(REQUEST);
      await(asked);
      await(asked);
      assertThat(asked.poll(STILL_MILLIS, TimeUnit.MILLISECONDS)).as("a third page").isNull();

      ListAnswer answer = ListAnswer.read(client);
      assertThat(answer.whole()).isTrue();
      assertThat(answer.body()).hasSize(jobs("", "").length() + LARGE + 2 + ",2,3".length());
      assertThat(origin.calls()).hasSize(3);
    }
  }

  /** A page with one item that is a long text. */
  private static String large(String token) {
    return jobs("\"" + "x".repeat(LARGE) + "\"", token);
  }

  private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("what should come").isNotNull();
    return next;
  }

  @Test
  void allPages_clientThatStopsReading_stopsTheWalk() throws Exception {
    String item = "\"" + "x".repeat(MIB) + "\"";
    FakeOrigin.Script endless =
        call -> {
          asked.add(1);
          call.send(ok(jobs(item, "T" + System.nanoTime())));
        };
    try (FakeOrigin origin = FakeOrigin.start(endless);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(REQUEST).readHead()).startsWith("HTTP/1.1 200");
      int pages = 0;
      while (asked.poll(STILL_MILLIS, TimeUnit.MILLISECONDS) != null) {
        pages++;
        assertThat(pages).isLessThan(LARGE / MIB);
      }
      assertThat(pages).isGreaterThan(1);

      client.in().readNBytes(LARGE);
      await(asked);
    }
  }

  @Test
  void allPages_clientThatStopsAndGoesOn_getsSmallPagesInTheirOrder() throws Exception {
    List<String> items = new ArrayList<>();
    List<String> pages = new ArrayList<>();
    for (int page = 0; page < LARGE / SMALL; page++) {
      items.add("\"" + page + "x".repeat(SMALL) + "\"");
      pages.add(ok(jobs(items.getLast(), page + 1 < LARGE / SMALL ? "T" + page : "")));
    }
    FakeOrigin.Script answers = Lists.inTurn(pages);
    FakeOrigin.Script script =
        call -> {
          answers.answer(call);
          asked.add(1);
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(get("/all-pages" + Lists.JOBS + "?_format=ndjson"));
      int walked = 0;
      while (asked.poll(STILL_MILLIS, TimeUnit.MILLISECONDS) != null) {
        walked++;
      }
      assertThat(walked).as("pages before the walk stood still").isBetween(2, pages.size() - 1);

      ListAnswer answer = ListAnswer.read(client);
      assertThat(answer.whole()).isTrue();
      assertThat(answer.lines().equals(items)).as("every item in its place").isTrue();
    }
  }

  @Test
  void allPages_walksUnderWay_letSingleRequestsPass() throws Exception {
    int rate = 5;
    int walks = 20;
    List<Long> arrivals = new CopyOnWriteArrayList<>();
    FakeOrigin.Script endless =
        call -> {
          arrivals.add(System.nanoTime());
          asked.add(0);
          call.send(ok(jobs("", "T" + System.nanoTime())));
        };
    List<RawClient> clients = new ArrayList<>();
    long begin = System.nanoTime();
    try (FakeOrigin origin = FakeOrigin.start(endless);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("limits.requests-per-second", Integer.toString(rate))
                .start()) {
      for (int n = 0; n < walks; n++) {
        clients.add(RawClient.connect(gateway.port()).send(REQUEST));
      }
      for (int n = 0; n < 2 * rate; n++) {
        await(asked);
      }
      int before = origin.calls().size();
      assertThat(ListAnswer.to(gateway.port(), get("/api/2.0/x")).status()).isEqualTo(200);
      List<String> since =
          origin.calls().stream().skip(before).map(Call::requestLine).limit(3).toList();
      assertThat(since).as("the next permits").anyMatch(line -> line.contains("/x"));
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
    for (int n = 0; n < arrivals.size(); n++) {
      double seconds = (arrivals.get(n) - begin) / NANOS_PER_SECOND;
      assertThat((double) (n + 1)).isLessThanOrEqualTo(rate + rate * seconds + 1);
    }
  }
}
