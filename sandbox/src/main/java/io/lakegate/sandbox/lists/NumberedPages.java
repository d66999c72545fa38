package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.util.Base64;

/** Pages that are reached by counting: items, pages, bytes, or the key of the last item. */
final class NumberedPages {
  private static final String SCIM_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

  private final ListQuestion question;
  private final ListRow row;
  private final PageWriter writer;
  private final int items;

  NumberedPages(ListQuestion question) {
    this.question = question;
    this.row = question.row();
    this.writer = new PageWriter(question);
    this.items = question.plan().items();
  }

  ObjectNode scim() {
    int start = (int) Math.max(1, Math.min(number("startIndex", 1), items + 1L));
    int from = start - 1;
    boolean counted = question.number(row.size()).filter(count -> count == 0).isPresent();
    int to = counted ? from : Math.min(from + question.size(), items);
    ObjectNode answer = writer.object(from, to);
    answer.putArray("schemas").add(SCIM_SCHEMA);
    return answer
        .put("totalResults", items)
        .put("startIndex", number("startIndex", 1))
        .put("itemsPerPage", to - from);
  }

  ObjectNode page() {
    long page = number("page", 1);
    if (page == 0) {
      throw ApiProblem.invalidParameter("page must be at least 1");
    }
    int size = question.size();
    int from = (int) Math.min(Math.min(page - 1, items) * size, items);
    return writer
        .object(from, Math.min(from + size, items))
        .put("count", items)
        .put("page", page)
        .put("page_size", size);
  }

  /** Names the whole next request, which replaces the one that was sent. */
  ObjectNode nextRequest() {
    int from = (int) Math.min(number("offset", 0), items);
    int to = Math.min(from + question.size(), items);
    ObjectNode answer = writer.object(from, to).put("total_count", items);
    if (to < items) {
      ObjectNode next = question.body().deepCopy();
      next.remove("page_size");
      answer.set("next_page", next.put("offset", to).put("limit", question.size()));
    }
    return answer;
  }

  ObjectNode lastKey() {
    int from = question.token().map(this::numberOf).orElse(0);
    int to = Math.min(from + question.size(), items);
    ObjectNode answer = writer.object(from, to);
    return to > from ? answer.put(row.token(), Items.key(row, to)) : answer;
  }

  ObjectNode bytes() {
    long offset = Math.min(number("offset", 0), items);
    int length = (int) Math.min(question.size(), items - offset);
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = Items.at(offset + i);
    }
    return Json.object()
        .put("bytes_read", length)
        .put(row.items().getFirst(), Base64.getEncoder().encodeToString(data));
  }

  private int numberOf(String key) {
    String digits = key.substring(key.lastIndexOf('-') + 1);
    int number = digits.matches("\\d{6}") ? Integer.parseInt(digits) : 0;
    if (number < 1 || number > items || !key.equals(Items.key(row, number))) {
      throw PlaceToken.unknown();
    }
    return number;
  }

  private long number(String name, long otherwise) {
    return question.number(name).orElse(otherwise);
  }
}
