package io.lakegate.sandbox.paging;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.util.List;

/** Pages of the arrays inside one object, each of which shows at most 100 elements a page. */
public final class NestedPages {
  /** The platform's cap on the nested arrays of jobs and runs, from API 2.2 on. */
  public static final int ELEMENTS = 100;

  private static final String PREFIX = "nested-";

  private NestedPages() {}

  /**
   * Reduces arrays to one page of theirs.
   *
   * @param holder the object with the arrays; it is changed
   * @param arrays the names of the arrays
   * @param token the page's token, empty for the first page
   * @return the token of the next page, empty on the last
   * @throws ApiProblem 400 when the token is invalid
   */
  public static String reduce(ObjectNode holder, List<String> arrays, String token) {
    long from = (long) number(token) * ELEMENTS;
    boolean more = false;
    for (String name : arrays) {
      if (holder.get(name) instanceof ArrayNode all) {
        ArrayNode page = Json.array();
        for (long i = from; i < Math.min(all.size(), from + ELEMENTS); i++) {
          page.add(all.get((int) i));
        }
        more |= all.size() > from + ELEMENTS;
        if (page.isEmpty() && from > 0) {
          holder.remove(name);
        } else {
          holder.set(name, page);
        }
      }
    }
    return more ? PREFIX + (number(token) + 1) : "";
  }

  private static int number(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    if (!token.matches(PREFIX + "\\d{1,6}")) {
      throw ApiProblem.invalidParameter("The page token is invalid: " + token);
    }
    return Integer.parseInt(token.substring(PREFIX.length()));
  }
}
