package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Walks that are under way at once keep apart, also when they walk the same list. */
final class ManyWalksIT {

  private static final int WALKS = 200;

  /** Half as many as walks: each list is walked twice at once. */
  private static final int LISTS = 100;

  private static final int ITEMS_A_PAGE = 50;
  private static final Pattern ASKED = Pattern.compile("name=(\\d+)(?:&page_token=(\\d+))? ");

  /** A list is as long as its number says, and its items tell where they belong. */
  private static final FakeOrigin.Script ORIGIN =
      call -> {
        Matcher asked = ASKED.matcher(call.requestLine());
        if (!asked.find()) {
          throw new AssertionError("asked for " + call.requestLine());
        }
        int list = Integer.parseInt(asked.group(1));
        int page = asked.group(2) == null ? 1 : Integer.parseInt(asked.group(2));
        call.send(ok(jobs(items(list, page), page < pages(list) ? "" + (page + 1) : "")));
      };

  private static int pages(int list) {
    return 1 + list % 7;
  }

  private static String items(int list, int page) {
    return IntStream.range(0, ITEMS_A_PAGE)
        .mapToObj(item -> "{\"job\":\"%d/%d/%d\"}".formatted(list, page, item))
        .collect(Collectors.joining(","));
  }

  @Test
  void allPages_manyAtOnce_eachIsWholeAndItsOwn() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ListAnswer>> answers = new ArrayList<>();
      for (int walk = 0; walk < WALKS; walk++) {
        String request = get("/all-pages" + Lists.JOBS + "?name=" + walk % LISTS);
        answers.add(threads.submit(() -> ListAnswer.to(gateway.port(), request)));
      }
      for (int walk = 0; walk < WALKS; walk++) {
        int list = walk % LISTS;
        ListAnswer answer = answers.get(walk).get();
        assertThat(answer.whole()).as("list " + list).isTrue();
        assertThat(answer.body()).isEqualTo(jobs(all(list), ""));
      }
      int pages = IntStream.range(0, LISTS).map(ManyWalksIT::pages).sum();
      assertThat(origin.calls()).hasSize(WALKS / LISTS * pages);
    }
  }

  private static String all(int list) {
    return IntStream.rangeClosed(1, pages(list))
        .mapToObj(page -> items(list, page))
        .collect(Collectors.joining(","));
  }
}
