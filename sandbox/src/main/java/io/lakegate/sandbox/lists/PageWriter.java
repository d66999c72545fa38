package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import java.util.List;

/** Writes one page of a list: its items, where the list has them, and what stands beside them. */
final class PageWriter {
  private final ListQuestion question;
  private final ListRow row;

  PageWriter(ListQuestion question) {
    this.question = question;
    this.row = question.row();
  }

  /** Returns an answer with these items; where there are several arrays, they take turns. */
  ObjectNode object(int from, int to) {
    ObjectNode answer = Json.object();
    if (from == to && question.plan().absentWhenEmpty()) {
      return answer;
    }
    List<ArrayNode> arrays =
        row.items().stream().map(path -> holder(answer, path).putArray(last(path))).toList();
    for (int i = from; i < to; i++) {
      arrays.get(i % arrays.size()).addRawValue(Items.item(row, i + 1));
    }
    return answer;
  }

  /**
   * Adds what stands beside the items.
   *
   * @param answer the answer; it is changed
   * @param more whether another page follows
   * @param previous the previous page's token, empty on the first page
   */
  void addSiblings(ObjectNode answer, boolean more, String previous) {
    for (String name : row.siblings()) {
      switch (name) {
        case "has_more", "has_next_page" -> answer.put(name, more);
        case "prev_page_token", "previous_page_token" -> putUnlessEmpty(answer, name, previous);
        case "default_zone" -> answer.put(name, Items.key(row, 1));
        case "cluster_id" -> answer.put(name, question.call().query(name).orElse(""));
        case "root_uri" -> answer.put(name, "dbfs:/databricks/mlflow-tracking/1/2/artifacts");
        case "manifest" -> answer.set(name, manifest());
        case "facet_result" -> answer.putObject(name).put("facet_count", 0);
        default -> throw new IllegalStateException("Unknown sibling: " + name);
      }
    }
  }

  private static void putUnlessEmpty(ObjectNode answer, String name, String token) {
    if (!token.isEmpty()) {
      answer.put(name, token);
    }
  }

  private static ObjectNode manifest() {
    ObjectNode manifest = Json.object().put("column_count", 3);
    ArrayNode columns = manifest.putArray("columns");
    List.of("id", "text", "score").forEach(name -> columns.addObject().put("name", name));
    return manifest;
  }

  private static ObjectNode holder(ObjectNode answer, String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 ? answer : answer.withObjectProperty(path.substring(0, dot));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
