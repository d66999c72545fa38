package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request for a page.
 *
 * @param row the list
 * @param plan what it holds
 * @param call the request
 * @param body the request's body
 */
record ListQuestion(ListRow row, ListPlan plan, Call call, ObjectNode body) {

  /** Returns a parameter, from where this list takes it. */
  Optional<String> text(String name) {
    return row.style().inBody()
        ? Optional.of(body.path(name).asText("")).filter(value -> !value.isEmpty())
        : call.query(name);
  }

  /**
   * Returns a parameter that is a whole number.
   *
   * @throws ApiProblem 400 when it is none, or negative
   */
  Optional<Long> number(String name) {
    Optional<Long> number = row.style().inBody() ? Numbers.int64(body, name) : call.queryLong(name);
    number
        .filter(value -> value < 0)
        .ifPresent(
            value -> {
              throw ApiProblem.invalidParameter(name + " must not be negative, was " + value);
            });
    return number;
  }

  /** Returns the token of the page that is asked for, nothing for the first. */
  Optional<String> token() {
    return text(row.token());
  }

  /** Returns how many items a page holds at the most. */
  int size() {
    int standard = plan.pageSize() > 0 ? plan.pageSize() : row.standard();
    int most = plan.pageSize() > 0 ? plan.pageSize() : row.most();
    long asked = row.size().isEmpty() ? 0 : number(row.size()).orElse(0L);
    return asked == 0 ? standard : (int) Math.min(asked, most);
  }

  /** Tells whether everything is to come at once. */
  boolean whole() {
    return row.has(ListRow.Trait.WHOLE_UNLESS_SIZED)
        && number(row.size()).isEmpty()
        && token().isEmpty();
  }

  /**
   * Returns a text that is the same for each page of one list and differs with its parameters, so
   * that a token only works when everything else is asked as before.
   */
  String scope() {
    boolean alone = row.has(ListRow.Trait.TOKEN_ALONE) || row.has(ListRow.Trait.CONTINUED);
    Map<String, List<String>> others = new TreeMap<>(alone ? Map.of() : call.queries());
    others.remove(row.token());
    others.remove(row.size());
    ObjectNode rest = alone ? body.objectNode() : body.deepCopy();
    rest.remove(List.of(row.token(), row.size()));
    return row.firstPath() + call.pathValues() + others + rest;
  }
}
