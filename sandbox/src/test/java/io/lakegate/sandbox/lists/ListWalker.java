package io.lakegate.sandbox.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A plain client that walks a list to its end, page after page, in the list's own style. */
final class ListWalker {
  /** More than any list of these tests has; a walk that needs more goes round in circles. */
  private static final int MOST_PAGES = 60;

  private final TestSandbox sandbox;
  private final ListRow row;
  private final Map<String, String> query = new LinkedHashMap<>();
  private ObjectNode body = TestSandbox.JSON.createObjectNode();
  private final List<String> items = new ArrayList<>();
  private int pages;

  ListWalker(TestSandbox sandbox, ListRow row) {
    this.sandbox = sandbox;
    this.row = row;
  }

  /** Has the walk ask every page with a parameter. */
  ListWalker with(String name, String value) {
    if (row.style().inBody()) {
      body.put(name, value);
    } else {
      query.put(name, value);
    }
    return this;
  }

  int pages() {
    return pages;
  }

  List<String> walk() {
    switch (row.style()) {
      case TOKEN_QUERY, TOKEN_BODY -> tokens("next_page_token");
      case LAST_KEY -> tokens("last_primary_key");
      case SCIM -> scim();
      case PAGE -> numbers();
      case NEXT_REQUEST -> requests();
      case SINGLE, ARRAY -> take(page(path()));
      case CHUNK -> chunks();
      case BYTES -> bytes();
      case NESTED -> throw new AssertionError("no list: " + row);
    }
    return items;
  }

  private void tokens(String field) {
    String path = path();
    String token;
    do {
      JsonNode answer = page(path);
      int found = take(answer);
      token = found == 0 && row.style() == ListStyle.LAST_KEY ? "" : answer.path(field).asText("");
      if (row.has(ListRow.Trait.TOKEN_ALONE)) {
        query.keySet().retainAll(List.of(row.size()));
      }
      if (row.has(ListRow.Trait.CONTINUED) && !path.endsWith("-next-page")) {
        path += "-next-page";
        body = TestSandbox.JSON.createObjectNode().put("endpoint_name", "e");
      }
      with(row.token(), token);
    } while (!token.isEmpty());
  }

  private void scim() {
    int next = 1;
    int found;
    do {
      with("startIndex", Integer.toString(next)).with("count", "10000");
      JsonNode answer = page(path());
      found = take(answer);
      assertThat(answer.path("itemsPerPage").asInt()).isEqualTo(found);
      assertThat(answer.path("startIndex").asInt()).isEqualTo(next);
      next += found;
    } while (found > 0);
  }

  private void numbers() {
    int page = 0;
    do {
      page++;
      with("page", Integer.toString(page));
    } while (take(page(path())) > 0);
  }

  private void requests() {
    JsonNode answer = page(path());
    take(answer);
    while (answer.get("next_page") instanceof ObjectNode next) {
      body = next;
      answer = page(path());
      take(answer);
    }
  }

  private void chunks() {
    String path = path().replace("/c1", "/0");
    while (!path.isEmpty()) {
      JsonNode answer = page(path);
      take(answer);
      path = answer.path("next_chunk_internal_link").asText("");
    }
  }

  private void bytes() {
    int read;
    do {
      with("offset", Integer.toString(items.size()));
      JsonNode answer = page(path());
      read = answer.path("bytes_read").asInt();
      for (byte value : Base64.getDecoder().decode(answer.path("data").asText())) {
        items.add(items.size() + ":" + value);
      }
    } while (read > 0);
  }

  private int take(JsonNode answer) {
    if (row.items().isEmpty()) {
      assertThat(answer.isArray()).isTrue();
      answer.forEach(item -> items.add(item.toString()));
      return answer.size();
    }
    int found = 0;
    for (String path : row.items()) {
      JsonNode array = answer.at("/" + path.replace('.', '/'));
      array.forEach(item -> items.add(item.toString()));
      found += array.size();
    }
    return found;
  }

  private JsonNode page(String path) {
    pages++;
    assertThat(pages).as("pages of " + row.operation()).isLessThan(MOST_PAGES);
    Reply reply =
        row.method().equals("POST")
            ? sandbox.post(path, body.toString())
            : sandbox.get(path + queryText(path));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  /** Returns the path with a value in each place. */
  String path() {
    return row.path().replaceAll("\\{(\\w)[^}]*\\}", "$11");
  }

  private String queryText(String path) {
    StringBuilder text = new StringBuilder();
    query.forEach(
        (name, value) ->
            text.append(text.isEmpty() && !path.contains("?") ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return text.toString();
  }
}
