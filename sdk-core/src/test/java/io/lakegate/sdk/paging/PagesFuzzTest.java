package io.lakegate.sdk.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sdk.paging.PageStyle.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages of any bytes are joined into what Jackson reads in them, or refused. */
final class PagesFuzzTest {

  private static final ListDescriptor FLAT = Lists.byToken("jobs");

  private static final ListDescriptor NESTED =
      Lists.of(new Items.Member(List.of("result", "jobs")), Lists.token(Place.QUERY));

  private static final List<ListDescriptor> OTHERS =
      List.of(
          Lists.of(new Items.Root(), new PageStyle.Page("page", 1)),
          Lists.of("jobs", new PageStyle.Offset("startIndex", "count", 1)),
          Lists.of("jobs", new PageStyle.NextRequest("next_page")),
          Lists.of(new Items.Several(List.of("jobs", "result")), new PageStyle.Single()),
          Lists.distinctBy(FLAT, "id"));

  @DictionaryEntries({
    "\"jobs\":[",
    "\"result\":{",
    "\"next_page_token\":\"",
    "\"has_more\":true",
    "\"error_code\":",
    "\"next_page\":{",
    "\"Resources\":[",
    "\"totalResults\":1,\"startIndex\":1",
    "\"id\":",
    "null",
    "\\u006aobs",
    "[]",
    "{}",
    "1e5",
    "-0.5",
    "\uFEFF"
  })
  @FuzzTest(maxDuration = "5m")
  void join_anyBytes_holdsTheItemsThatJacksonFinds(byte[] body) {
    joinsAsJackson(body, FLAT, List.of("jobs"));
    joinsAsJackson(body, NESTED, List.of("result", "jobs"));
    OTHERS.forEach(list -> walk(body, list));
    try {
      ListDetection.detect(body, Place.QUERY)
          .ifPresent(list -> readTwice(body, PageWalk.detected(list, request())));
    } catch (PagingException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static PageRequest request() {
    return new PageRequest("/api/2.2/jobs/list", new byte[0]);
  }

  private static void joinsAsJackson(byte[] body, ListDescriptor list, List<String> path) {
    Optional<Page> page = walk(body, list);
    if (page.isEmpty()) {
      return;
    }
    ObjectNode read = LatinJson.read(body).orElseThrow().deepCopy();
    ArrayNode items = joinedTwice(read, path, list);
    assertThat(LatinJson.read(joined(page.get(), list, JoinedPages.Format.JSON))).contains(read);

    List<JsonNode> lines = new ArrayList<>();
    String text =
        new String(
            joined(page.get(), list, JoinedPages.Format.NDJSON), StandardCharsets.ISO_8859_1);
    text.lines()
        .map(line -> LatinJson.read(line.getBytes(StandardCharsets.ISO_8859_1)).orElseThrow())
        .forEach(lines::add);
    assertThat(lines).isEqualTo(new ArrayList<>(items.valueStream().toList()));
  }

  /** Changes what Jackson read of a page into what two such pages have to be joined into. */
  private static ArrayNode joinedTwice(ObjectNode page, List<String> path, ListDescriptor list) {
    list.tokens().stream().filter(name -> !path.getFirst().equals(name)).forEach(page::remove);
    ObjectNode parent = page;
    for (String name : path.subList(0, path.size() - 1)) {
      parent = parent.path(name) instanceof ObjectNode object ? object : parent.putObject(name);
    }
    ArrayNode items = page.arrayNode();
    parent.path(path.getLast()).forEach(items::add);
    parent.path(path.getLast()).forEach(items::add);
    parent.set(path.getLast(), items);
    return items;
  }

  private static byte[] joined(Page page, ListDescriptor list, JoinedPages.Format format) {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    JoinedPages pages =
        new JoinedPages(list, format, (bytes, from, to) -> out.write(bytes, from, to - from));
    pages.add(page);
    pages.add(page);
    pages.end();
    return out.toByteArray();
  }

  private static Optional<Page> walk(byte[] body, ListDescriptor list) {
    try {
      Page page = readTwice(body, PageWalk.of(list, request()));
      joined(page, list, JoinedPages.Format.JSON);
      joined(page, list, JoinedPages.Format.NDJSON);
      assertThat(LatinJson.read(body)).isPresent();
      return Optional.of(page);
    } catch (PagingException e) {
      assertThat(e.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }

  /** The same page again is a list that leads back. */
  private static Page readTwice(byte[] body, PageWalk walk) {
    PageWalk.Step step = walk.read(body);
    if (step.next().isPresent()) {
      assertThatExceptionOfType(PagingException.class).isThrownBy(() -> walk.read(body));
    }
    return step.page();
  }
}
