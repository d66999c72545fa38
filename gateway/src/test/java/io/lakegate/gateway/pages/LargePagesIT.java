package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Walks whose pages would together fill the heap many times over. */
@Tag("slow")
final class LargePagesIT {

  private static final String HEAP = "-Xmx64m";
  private static final int PAGES = 3;
  private static final int ITEMS_A_PAGE = 6;

  /** Two pages of each would be half as much again as the heap. */
  private static final int WALKS = 8;

  /** Two of them hold all that there is for pages. */
  private static final int SILENT = 3;

  /** A megabyte in quotes. */
  private static final String ITEM = "\"" + "x".repeat(1024 * 1024) + "\"";

  private static final String ITEMS =
      String.join(",", IntStream.range(0, ITEMS_A_PAGE).mapToObj(_ -> ITEM).toList());

  private static final List<byte[]> BODIES =
      IntStream.range(0, PAGES)
          .mapToObj(page -> Lists.jobs(ITEMS, page + 1 < PAGES ? "" + (page + 1) : ""))
          .map(page -> page.getBytes(StandardCharsets.US_ASCII))
          .toList();

  private static final String WHOLE_LIST =
      Lists.jobs(String.join(",", IntStream.range(0, PAGES).mapToObj(_ -> ITEMS).toList()), "");

  private static final FakeOrigin.Script ORIGIN =
      call -> {
        String line = call.requestLine();
        int token = line.indexOf("page_token=");
        byte[] page = BODIES.get(token < 0 ? 0 : line.charAt(token + 11) - '0');
        call.send("HTTP/1.1 200 OK\r\nContent-Length: " + page.length + "\r\n\r\n");
        call.out().write(page);
        call.out().flush();
      };

  @Test
  void allPages_largePagesManyAtOnce_allAreWholeInASmallHeap() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN);
        ChildGateway gateway = gateway(origin);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int port = gateway.port("listen");
      List<Future<Boolean>> walks = new ArrayList<>();
      for (int walk = 0; walk < WALKS; walk++) {
        walks.add(
            threads.submit(() -> isWhole(ListAnswer.to(port, get("/all-pages" + Lists.JOBS)))));
      }
      for (Future<Boolean> walk : walks) {
        assertThat(walk.get()).isTrue();
      }
      assertThat(gateway.err()).noneMatch(line -> line.contains("OutOfMemory"));
    }
  }

  @Test
  void allPages_clientsThatReadNothing_giveWayToThoseThatWaitForTheirMemory() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN);
        ChildGateway gateway = gateway(origin)) {
      int port = gateway.port("listen");
      List<RawClient> still = new ArrayList<>();
      try {
        for (int i = 0; i < SILENT; i++) {
          still.add(RawClient.connect(port).send(get("/all-pages" + Lists.JOBS)));
          assertThat(still.getLast().readHead()).startsWith("HTTP/1.1 200");
        }
        assertThat(isWhole(ListAnswer.to(port, get("/all-pages" + Lists.JOBS)))).isTrue();
        assertThat(gateway.err()).noneMatch(line -> line.contains("OutOfMemory"));
      } finally {
        for (RawClient client : still) {
          client.close();
        }
      }
    }
  }

  private static ChildGateway gateway(FakeOrigin origin) throws IOException {
    return ChildGateway.child()
        .origin(origin)
        .jvm(HEAP)
        .start("--listen=127.0.0.1:0", "--admin=off");
  }

  private static boolean isWhole(ListAnswer answer) {
    return answer.whole() && answer.body().equals(WHOLE_LIST);
  }
}
