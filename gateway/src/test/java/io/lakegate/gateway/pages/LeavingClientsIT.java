package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.FakeOrigin.Call;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose client leaves, that walk ends. */
final class LeavingClientsIT {

  private static final String REQUEST = get("/all-pages" + Lists.JOBS);

  /** More than the buffers of all sockets between an origin and a client that does not read. */
  private static final int LARGE = 24 * 1024 * 1024;

  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void allPages_clientLeaves_pageUnderWayIsResetAndNoneFollows(int hanging) throws Exception {
    AtomicInteger pages = new AtomicInteger();
    BlockingQueue<String> left = new LinkedBlockingQueue<>();
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains("/x")) {
            FakeOrigin.json("{}").answer(call);
            return;
          }
          int number = pages.incrementAndGet();
          asked.add(number);
          if (number == hanging) {
            left.add(untilTheOtherSideLeaves(call));
          } else {
            call.send(ok(jobs("1", "T" + number)));
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(REQUEST);
        for (int n = 0; n < hanging; n++) {
          assertThat(await(asked)).isEqualTo(n + 1);
        }
      }
      assertThat(await(left)).isEqualTo("left");
      assertNothingButThisIsAsked(origin, gateway, hanging);
    }
  }

  @Test
  void allPages_clientLeavesWithoutReading_pageUnderWayIsResetAndNoneFollows() throws Exception {
    BlockingQueue<String> left = new LinkedBlockingQueue<>();
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains("/x")) {
            FakeOrigin.json("{}").answer(call);
          } else if (call.requestLine().contains("page_token")) {
            asked.add(2);
            left.add(untilTheOtherSideLeaves(call));
          } else {
            call.send(ok(jobs("\"" + "x".repeat(LARGE) + "\"", "T")));
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(REQUEST);
        await(asked);
      }
      assertThat(await(left)).isEqualTo("left");
      assertNothingButThisIsAsked(origin, gateway, 2);
    }
  }

  @Test
  void allPages_clientLeavesBetweenAttempts_noneFollows() throws Exception {
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains("/x")) {
            FakeOrigin.json("{}").answer(call);
          } else {
            call.send(Lists.answer(429, "Retry-After: 1\r\n", "{}"));
            asked.add(1);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(REQUEST);
        await(asked);
      }
      assertThat(asked.poll(2, TimeUnit.SECONDS)).as("a further attempt").isNull();
      assertNothingButThisIsAsked(origin, gateway, 1);
    }
  }

  private static String untilTheOtherSideLeaves(Call call) {
    try {
      return call.in().read() < 0 ? "left" : "sent more";
    } catch (IOException reset) {
      return "left";
    }
  }

  /** A further exchange comes through, and nothing has come before it. */
  private static void assertNothingButThisIsAsked(FakeOrigin origin, TestGateway gateway, int pages)
      throws IOException {
    assertThat(ListAnswer.to(gateway.port(), get("/api/2.0/x")).status()).isEqualTo(200);
    assertThat(origin.calls()).hasSize(pages + 1);
    assertThat(origin.calls().getLast().requestLine()).contains("/x");
  }

  private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("what should come").isNotNull();
    return next;
  }
}
