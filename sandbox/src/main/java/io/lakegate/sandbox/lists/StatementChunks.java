package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;

/** The result of a SQL statement in chunks of rows, by number from 0. */
final class StatementChunks {
  private final ListRow row;
  private final int rows;
  private final int size;

  StatementChunks(ListRow row, ListPlan plan) {
    this.row = row;
    this.rows = plan.items();
    this.size = plan.pageSize() > 0 ? plan.pageSize() : row.standard();
  }

  /**
   * Returns the chunk that a path names.
   *
   * @throws ApiProblem 404 when there is none
   */
  ObjectNode chunk(Call call) {
    String index = call.pathValue("chunk_index");
    if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= chunks()) {
      throw ApiProblem.notFound("There is no chunk " + index);
    }
    return chunk(call.pathValue("statement_id"), Integer.parseInt(index));
  }

  /** Returns a statement's manifest, and its first chunk. */
  ObjectNode result(String statement) {
    ObjectNode answer = Json.object();
    ObjectNode manifest =
        answer
            .putObject("manifest")
            .put("format", "JSON_ARRAY")
            .put("total_chunk_count", chunks())
            .put("total_row_count", rows)
            .put("truncated", false);
    ObjectNode schema = manifest.putObject("schema").put("column_count", 3);
    ArrayNode columns = schema.putArray("columns");
    column(columns, "id", "BIGINT");
    column(columns, "name", "STRING");
    column(columns, "nothing", "STRING");
    answer.set("result", chunk(statement, 0));
    return answer;
  }

  private int chunks() {
    return Math.max(1, (rows + size - 1) / size);
  }

  private ObjectNode chunk(String statement, int index) {
    int from = index * size;
    int to = Math.min(from + size, rows);
    ObjectNode chunk =
        Json.object().put("chunk_index", index).put("row_offset", from).put("row_count", to - from);
    if (to < rows) {
      chunk
          .put("next_chunk_index", index + 1)
          .put(
              "next_chunk_internal_link",
              "/api/2.0/sql/statements/%s/result/chunks/%d?row_offset=%d"
                  .formatted(statement, index + 1, to));
    }
    return chunk.set(row.items().getFirst(), Items.array(row, from, to));
  }

  private static void column(ArrayNode columns, String name, String type) {
    columns
        .addObject()
        .put("name", name)
        .put("position", columns.size() - 1)
        .put("type_name", type)
        .put("type_text", type);
  }
}
