package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.answer;
import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static io.lakegate.gateway.pages.Lists.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A page that fails in passing is asked for again, and the list is whole. */
final class RetriedPagesIT {

  private static final String LIST = get("/all-pages" + Lists.JOBS, "Accept: application/x-ndjson");
  private static final String ONE = ok(jobs("1", "T"));
  private static final String TWO = ok(jobs("2", ""));
  private static final String RESET = "";

  /** Two of thirteen bytes, and the connection ends. */
  private static final String CUT =
      "HTTP/1.1 200 OK\r\nContent-Length: 13\r\nConnection: close\r\n\r\n{\"";

  private static final String CUT_CHUNKS =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\n{\"j\r\n";

  /**
   * A walk in which something fails.
   *
   * @param answers what the origin does, one after the other
   * @param attempts how many were made before the head
   */
  record Case(String name, String request, List<String> answers, int attempts) {}

  private static List<Case> cases() {
    String busy = answer(429, "Retry-After: 0\r\n", "{}");
    String throttled =
        answer(200, "Retry-After: 0\r\n", "{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\"}");
    String away = answer(503, "", "{}");
    String empty = ok(jobs("", "E"));
    String events =
        post("/all-pages/api/2.1/clusters/events", "{}", "Accept: application/x-ndjson");
    String firstEvents = ok("{\"events\":[1],\"next_page\":{\"offset\":1}}");
    String lastEvents = ok("{\"events\":[2]}");
    return List.of(
        new Case("first_429", LIST, List.of(busy, ONE, TWO), 2),
        new Case("first_throttledUnder200", LIST, List.of(throttled, ONE, TWO), 2),
        new Case("second_throttledUnder200", LIST, List.of(ONE, throttled, TWO), 1),
        new Case("post_throttledUnder200", events, List.of(throttled, firstEvents, lastEvents), 2),
        new Case("first_reset", LIST, List.of(RESET, ONE, TWO), 2),
        new Case("first_cut", LIST, List.of(CUT, ONE, TWO), 2),
        new Case("second_429", LIST, List.of(ONE, busy, TWO), 1),
        new Case("second_503", LIST, List.of(ONE, away, TWO), 1),
        new Case("second_502", LIST, List.of(ONE, answer(502, "", ""), TWO), 1),
        new Case("second_504", LIST, List.of(ONE, answer(504, "", ""), TWO), 1),
        new Case("second_reset", LIST, List.of(ONE, RESET, TWO), 1),
        new Case("second_cut", LIST, List.of(ONE, CUT, TWO), 1),
        new Case("second_cutInItsChunks", LIST, List.of(ONE, CUT_CHUNKS, TWO), 1),
        new Case("second_threeTimes", LIST, List.of(ONE, busy, RESET, TWO), 1),
        new Case("empty_second429", LIST, List.of(empty, busy, ONE, TWO), 3),
        new Case("post_first429", events, List.of(busy, firstEvents, lastEvents), 2),
        new Case("post_secondReset", events, List.of(firstEvents, RESET, lastEvents), 1),
        new Case("post_secondCut", events, List.of(firstEvents, CUT, lastEvents), 1));
  }

  @TestFactory
  List<DynamicTest> allPages_pageFailsInPassing_listIsWhole() {
    try (Trials trials = new Trials(cases().size())) {
      for (Case c : cases()) {
        trials.start(c.name(), () -> isWhole(c));
      }
      return trials.tests();
    }
  }

  private static Case isWhole(Case c) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(c.answers()));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), c.request());
      assertThat(answer.whole()).as(answer.body()).isTrue();
      assertThat(answer.lines()).containsExactly("1", "2");
      assertThat(answer.field("lakegate-attempts")).isEqualTo(Integer.toString(c.attempts()));
      assertThat(origin.calls()).hasSize(c.answers().size());
      return c;
    }
  }

  @Test
  void allPages_pageThatKeepsFailing_isTold() throws IOException {
    FakeOrigin.Script script =
        call -> {
          boolean first = !call.requestLine().contains("page_token");
          call.send(first ? ONE : answer(503, "", "{\"error_code\":\"DOWN\",\"message\":\"no\"}"));
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("retry-timeout", "3s").start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), LIST);
      assertThat(answer.whole()).isFalse();
      assertThat(answer.lines()).hasSize(2);
      assertThat(answer.lines().getLast()).startsWith("{\"error\":{\"error_code\":\"DOWN\"");
      assertThat(origin.calls()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void allPages_pageThatIsCutAgainAndAgain_isTold() throws IOException {
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains("page_token")) {
            call.send(CUT);
            call.close();
          } else {
            call.send(ONE);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("retry-timeout", "3s").start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), LIST);
      assertThat(answer.whole()).isFalse();
      assertThat(answer.lines()).hasSize(2);
      assertThat(answer.lines().getLast()).contains("\"error_code\":\"ORIGIN_RESET\"");
      assertThat(origin.calls()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void allPages_pageThatStops_isAskedForAgain() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    FakeOrigin.Script script =
        call -> {
          switch (asked.incrementAndGet()) {
            case 1 -> call.send(ONE);
            case 2 -> {
              call.send("HTTP/1.1 200 OK\r\nContent-Length: 13\r\n\r\n{\"");
              assertThat(call.in().read()).as("the gateway's patience").isNegative();
            }
            default -> call.send(TWO);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("http-timeout", "300ms").start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), LIST);
      assertThat(answer.whole()).isTrue();
      assertThat(answer.lines()).containsExactly("1", "2");
      assertThat(asked).hasValue(3);
    }
  }

  @Test
  void allPages_credentialsAreRefusedOnTheWay_areRenewedAndTheListIsWhole() throws IOException {
    WalkedList jobs =
        WalkedList.ofTheCatalog().stream()
            .filter(list -> list.path().equals(Lists.JOBS))
            .findFirst()
            .orElseThrow();
    try (ListSandbox sandbox = new ListSandbox();
        TestGateway gateway = sandbox.gateway()) {
      sandbox.plan(jobs, 45, 10, "");
      sandbox.fault(jobs, "\"status\":401,\"skip\":2");
      ListAnswer answer = ListAnswer.to(gateway.port(), LIST);
      assertThat(answer.whole()).isTrue();
      assertThat(answer.lines()).hasSize(45);
      assertThat(sandbox.requests(jobs)).isEqualTo(6);
    }
  }
}
