package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.ControlBody;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.JsonEndpoint;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every list of the platform, each paged in its own style, whatever stands in its path. A list that
 * another feature serves stays that feature's until a test asks for a plan of its own.
 *
 * <p>{@code POST /sandbox/lists} takes a plan: {@code path} (a request's path, whose values do not
 * matter) and, where several lists have it, {@code method}; {@code items} (45); {@code page_size},
 * which also caps what clients ask for; and for lists that are paged by tokens {@code
 * empty_page_at}, the number of a page without items, {@code repeat_token}, so that from the second
 * page on the token leads nowhere new, {@code empty_token}, an empty token on the last page instead
 * of none, and {@code has_more_without_token}; {@code absent_when_empty} leaves out the array of a
 * page without items, so that an empty list is <code>{}</code>. {@code GET} shows every list with
 * its plan, {@code DELETE} forgets all plans.
 *
 * <p>Threading: confined to the event loop.
 */
public final class ListApi implements Api {
  private static final String CONTROL = "/sandbox/lists";

  private final List<ListRow> rows = ListTable.read();
  private final Map<String, ListPlan> plans = new HashMap<>();

  /** Creates the API; no list has a plan of its own. */
  public ListApi() {}

  @Override
  public void register(Routes routes) {
    for (ListRow row : rows) {
      if (row.style() != ListStyle.NESTED) {
        HttpMethod method = HttpMethod.valueOf(row.method());
        JsonEndpoint endpoint = (call, body) -> answer(row, call, body);
        routes
            .override(method, row.path(), request -> plans.containsKey(row.key()), endpoint)
            .json(method, row.path(), endpoint);
      }
    }
    routes
        .post(CONTROL, (call, body) -> plan(body))
        .get(CONTROL, (call, body) -> described())
        .json(HttpMethod.DELETE, CONTROL, (call, body) -> forget());
  }

  /**
   * Returns manifest and result of a SQL statement, as its chunks' list gives them: the first
   * chunk, which leads to the others.
   *
   * @param statement the statement's id
   */
  public ObjectNode statementResult(String statement) {
    ListRow row =
        rows.stream().filter(list -> list.style() == ListStyle.CHUNK).findFirst().orElseThrow();
    ListPlan plan = plans.getOrDefault(row.key(), ListPlan.STANDARD);
    return new StatementChunks(row, plan).result(statement);
  }

  private JsonNode answer(ListRow row, Call call, ObjectNode body) {
    ListQuestion question =
        new ListQuestion(row, plans.getOrDefault(row.key(), ListPlan.STANDARD), call, body);
    int items = question.plan().items();
    return switch (row.style()) {
      case TOKEN_QUERY, TOKEN_BODY -> TokenPages.answer(question);
      case LAST_KEY -> new NumberedPages(question).lastKey();
      case SCIM -> new NumberedPages(question).scim();
      case PAGE -> new NumberedPages(question).page();
      case NEXT_REQUEST -> new NumberedPages(question).nextRequest();
      case SINGLE -> single(question);
      case ARRAY -> Items.array(row, 0, items);
      case CHUNK -> new StatementChunks(row, question.plan()).chunk(call);
      case BYTES -> new NumberedPages(question).bytes();
      case NESTED -> throw new IllegalStateException(row.operation() + " is served elsewhere");
    };
  }

  private static ObjectNode single(ListQuestion question) {
    PageWriter writer = new PageWriter(question);
    ObjectNode answer = writer.object(0, question.plan().items());
    if (!answer.isEmpty()) {
      writer.addSiblings(answer, false, "");
    }
    return answer;
  }

  private ObjectNode plan(ObjectNode source) {
    ControlBody body = new ControlBody("list plan", source);
    String method = body.text("method");
    String path = body.text("path");
    Optional<ListRow> found =
        rows.stream()
            .filter(row -> row.style() != ListStyle.NESTED && row.concerns(method, path))
            .findFirst();
    ListPlan plan = ListPlan.read(body, found.map(ListRow::style).orElse(ListStyle.TOKEN_QUERY));
    body.check();
    ListRow row =
        found.orElseThrow(() -> ApiProblem.notFound("There is no list at '" + path + "'"));
    plans.put(row.key(), plan);
    return described(row);
  }

  private ObjectNode described() {
    ObjectNode answer = Json.object();
    ArrayNode lists = answer.putArray("lists");
    rows.forEach(row -> lists.add(described(row)));
    return answer;
  }

  private ObjectNode described(ListRow row) {
    ObjectNode json =
        Json.object()
            .put("operation", row.operation())
            .put("level", row.level())
            .put("method", row.method())
            .put("path", row.path())
            .put("style", row.style().name());
    json.setAll(plans.getOrDefault(row.key(), ListPlan.STANDARD).json());
    return json;
  }

  private ObjectNode forget() {
    plans.clear();
    return Json.object();
  }
}
