package io.lakegate.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.sdk.paging.Items;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** One list, walked in every way that its style has, in every form. */
final class ListTrial implements Callable<WalkedList> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE_SIZE = 10;

  /** What no answer may hold once pages are joined, wherever the list gets it from. */
  private static final Set<String> MEANINGLESS =
      Set.of(
          "next_page_token",
          "prev_page_token",
          "previous_page_token",
          "has_more",
          "has_next_page",
          "last_primary_key",
          "next_page",
          "startIndex",
          "itemsPerPage",
          "page",
          "page_size");

  private static final String ERROR =
      "\"status\":400,\"headers\":{\"Retry-After\":\"7\"},"
          + "\"body\":{\"error_code\":\"INVALID_STATE\",\"message\":\"made up\"}";

  private final WalkedList list;
  private final ListSandbox sandbox;
  private final int port;

  ListTrial(WalkedList list, ListSandbox sandbox, int port) {
    this.list = list;
    this.sandbox = sandbox;
    this.port = port;
  }

  @Override
  public WalkedList call() throws IOException {
    walksToItsEnd("nothing", 0, "");
    walksToItsEnd("one page", 7, "");
    walksToItsEnd("full pages", 2 * PAGE_SIZE, "");
    walksToItsEnd("many pages", 45, "");
    if (list.byToken()) {
      walksToItsEnd("an empty page", 25, ",\"empty_page_at\":2");
      walksToItsEnd("an empty first page", 25, ",\"empty_page_at\":1");
      walksToItsEnd("an empty token", 7, ",\"empty_token\":true");
      saysMoreButNotWhere();
    }
    if (!list.single()) {
      leadsBack();
      failsAfterItems();
    }
    failsBeforeItems();
    isAnEmptyObject();
    return list;
  }

  private void walksToItsEnd(String what, int items, String more) throws IOException {
    sandbox.plan(list, items, 1000, "");
    List<String> all = PageText.items(sandbox.firstPage(list), list.list().items());
    assertThat(all).as(what).hasSize(items);
    sandbox.plan(list, items, PAGE_SIZE, more);
    String first = sandbox.firstPage(list);
    long pages = list.pages(items, PAGE_SIZE) + (more.contains("empty_page_at") ? 1L : 0L);

    long before = sandbox.requests(list);
    ListAnswer json = ask("");
    assertThat(sandbox.requests(list) - before).as(what).isEqualTo(pages);
    assertWhole(what, json, "application/json");
    assertThat(json.body())
        .as(what)
        .isEqualTo(PageText.joined(first, list.list().items(), all, MEANINGLESS));

    ListAnswer lines = ask("Accept: application/x-ndjson\r\n");
    assertWhole(what, lines, "application/x-ndjson");
    assertThat(lines.lines()).as(what).isEqualTo(all);
  }

  private static void assertWhole(String what, ListAnswer answer, String type) {
    assertThat(answer.status()).as(what + answer.body()).isEqualTo(200);
    assertThat(answer.whole()).as(what).isTrue();
    assertThat(answer.field("content-type")).isEqualTo(type);
    assertThat(answer.field("lakegate-error")).isEmpty();
  }

  private void isAnEmptyObject() throws IOException {
    String body = list.list().items() instanceof Items.Root ? "[]" : "{}";
    sandbox.answers(list, body, 2);
    ListAnswer json = ask("");
    assertWhole(body, json, "application/json");
    assertThat(json.body()).isEqualTo(list.page("", ""));
    ListAnswer lines = ask("Accept: application/x-ndjson\r\n");
    assertWhole(body, lines, "application/x-ndjson");
    assertThat(lines.body()).isEmpty();
  }

  private void saysMoreButNotWhere() throws IOException {
    sandbox.plan(list, 45, PAGE_SIZE, ",\"has_more_without_token\":true");
    for (String accept : forms()) {
      Refusal.of(ask(accept).answer()).is(502, "INCOMPLETE_PAGE");
    }
  }

  private void leadsBack() throws IOException {
    String page = list.page("{\"id\":\"1\"}", "again");
    sandbox.answers(list, page, 2);
    ListAnswer json = ask("");
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.whole()).as(json.body()).isFalse();
    sandbox.answers(list, page, 2);
    ListAnswer lines = ask("Accept: application/x-ndjson\r\n");
    assertThat(lines.whole()).as(lines.body()).isFalse();
    assertThat(lines.lines()).hasSize(2).startsWith("{\"id\":\"1\"}");
    assertThat(errorCode(lines)).isEqualTo("PAGINATION_LOOP");
  }

  private void failsAfterItems() throws IOException {
    sandbox.plan(list, 45, PAGE_SIZE, "");
    sandbox.fault(list, ERROR + ",\"skip\":2");
    ListAnswer json = ask("");
    assertThat(json.status()).isEqualTo(200);
    assertThat(json.whole()).as(json.body()).isFalse();
    sandbox.fault(list, ERROR + ",\"skip\":2");
    ListAnswer lines = ask("Accept: application/x-ndjson\r\n");
    assertThat(lines.whole()).as(lines.body()).isFalse();
    assertThat(lines.lines()).hasSize(2 * PAGE_SIZE + 1);
    assertThat(json.body()).contains(lines.lines().subList(0, 2 * PAGE_SIZE));
    assertThat(errorCode(lines)).isEqualTo("INVALID_STATE");
  }

  private static String errorCode(ListAnswer lines) throws IOException {
    String last = lines.lines().getLast();
    assertThat(last).startsWith("{\"error\":{");
    return JSON.readTree(last).get("error").get("error_code").textValue();
  }

  private void failsBeforeItems() throws IOException {
    for (String accept : forms()) {
      if (list.goesOnAfterEmptyPages()) {
        sandbox.answers(list, list.page("", "two"), 1);
        sandbox.answers(list, list.page("", "three"), 1);
      }
      long before = sandbox.requests(list);
      sandbox.fault(list, ERROR);
      ListAnswer answer = ask(accept);
      assertThat(sandbox.requests(list) - before).isEqualTo(list.goesOnAfterEmptyPages() ? 3 : 1);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
      assertThat(answer.whole()).isTrue();
      assertThat(answer.field("content-type")).isEqualTo("application/json");
      assertThat(answer.field("retry-after")).isEqualTo("7");
      assertThat(answer.field("lakegate-error")).isEmpty();
      assertThat(JSON.readTree(answer.body()).get("error_code").textValue())
          .isEqualTo("INVALID_STATE");
    }
  }

  private static List<String> forms() {
    return List.of("", "Accept: application/x-ndjson\r\n");
  }

  private ListAnswer ask(String fields) throws IOException {
    return ListAnswer.to(port, list.request("/all-pages", fields));
  }
}
