package io.lakegate.gateway.pages;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every list of the catalog, walked over real sockets at the sandbox. */
final class CatalogWalksIT {

  private static final int AT_ONCE = 16;

  /** Lists that cannot be walked, with what they have instead of pages in a row. */
  private static final Map<String, String> NOT_PAGEABLE =
      Map.of(
          "GET /api/2.2/jobs/get", "one object, in which each page holds a part",
          "GET /api/2.2/jobs/runs/get", "one object, in which each page holds a part",
          "GET /api/2.0/sql/statements/{statement_id}/result/chunks/{chunk_index}", "chunks",
          "GET /api/2.0/dbfs/read", "ranges of bytes",
          "POST /api/2.0/vector-search/indexes/{index_name}/query",
              "answered at another path; go on at");

  private static List<WalkedList> pageable() {
    return WalkedList.ofTheCatalog().stream()
        .filter(list -> !NOT_PAGEABLE.containsKey(key(list)))
        .toList();
  }

  private static String key(WalkedList list) {
    return list.endpoint().method() + " " + list.endpoint().template();
  }

  @TestFactory
  List<DynamicTest> allPages_listOfTheCatalog_isCompleteOrLoud() {
    try (ListSandbox sandbox = new ListSandbox();
        TestGateway gateway = sandbox.gateway();
        Trials trials = new Trials(AT_ONCE)) {
      for (WalkedList list : pageable()) {
        ListTrial trial = new ListTrial(list, sandbox, gateway.port());
        trials.start(list.toString(), trial);
      }
      return trials.tests();
    }
  }

  @Test
  void catalog_lists_areOfTheseStyles() {
    assertThat(WalkedList.byStyle(pageable()))
        .containsOnly(
            entry("token in the query", 179L),
            entry("token in the body", 6L),
            entry("key of the last item", 1L),
            entry("offset", 6L),
            entry("page number", 2L),
            entry("next request", 1L),
            entry("single page", 36L),
            entry("bare array", 9L));
    assertThat(WalkedList.ofTheCatalog()).hasSize(pageable().size() + NOT_PAGEABLE.size());
  }

  @Test
  void allPages_listThatCannotBeWalked_isRefusedAndNothingIsSent() throws IOException {
    try (ListSandbox sandbox = new ListSandbox();
        TestGateway gateway = sandbox.gateway()) {
      for (WalkedList list : WalkedList.ofTheCatalog()) {
        if (NOT_PAGEABLE.containsKey(key(list))) {
          ListAnswer answer = ListAnswer.to(gateway.port(), list.request("/all-pages", ""));
          Refusal refusal = Refusal.of(answer.answer()).is(400, "NOT_PAGEABLE");
          assertThat(refusal.message()).contains(NOT_PAGEABLE.get(key(list)));
          assertThat(sandbox.requests(list)).as(key(list)).isZero();
        }
      }
    }
  }
}
