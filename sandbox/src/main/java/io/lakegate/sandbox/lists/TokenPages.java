package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.util.Set;

/** Pages that are reached by tokens. */
final class TokenPages {
  private static final String NEXT = "next_page_token";

  private final ListQuestion question;
  private final ListPlan plan;
  private final PageWriter writer;

  private TokenPages(ListQuestion question) {
    this.question = question;
    this.plan = question.plan();
    this.writer = new PageWriter(question);
  }

  /**
   * Returns the page that a request asks for.
   *
   * @throws ApiProblem 400 when its token is not one of this list, or stands beside what it must
   *     stand alone
   */
  static ObjectNode answer(ListQuestion question) {
    TokenPages pages = new TokenPages(question);
    if (question.token().isPresent() && question.row().has(ListRow.Trait.TOKEN_ALONE)) {
      requireAlone(question);
    }
    return question.whole() ? pages.page(0, question.plan().items()) : pages.page();
  }

  private static void requireAlone(ListQuestion question) {
    ListRow row = question.row();
    for (String name : question.call().queries().keySet()) {
      if (!Set.of(row.token(), row.size()).contains(name)) {
        throw ApiProblem.invalidParameter(
            "%s cannot go with %s: of the other parameters it takes only %s"
                .formatted(row.token(), name, row.size()));
      }
    }
  }

  private ObjectNode page(int from, int to) {
    ObjectNode answer = writer.object(from, to);
    if (plan.items() > 0 || !plan.absentWhenEmpty()) {
      writer.addSiblings(answer, false, "");
    }
    return answer;
  }

  private ObjectNode page() {
    String scope = question.scope();
    PlaceToken place =
        question.token().map(token -> PlaceToken.read(token, scope)).orElse(PlaceToken.FIRST);
    int from = Math.min(place.offset(), plan.items());
    boolean empty = place.page() == plan.emptyPageAt();
    int to = empty ? from : Math.min(from + question.size(), plan.items());
    boolean repeats = plan.repeatToken() && place.page() > 1;
    boolean more = repeats || to < plan.items() || plan.emptyPageAt() == place.page() + 1;
    if (plan.items() == 0 && !more && plan.absentWhenEmpty()) {
      return Json.object();
    }
    ObjectNode answer = writer.object(from, to);
    writer.addSiblings(answer, more, previous(place, scope));
    PlaceToken next = repeats ? place : new PlaceToken(place.page() + 1, to);
    putNext(answer, more, next.token(scope));
    return answer;
  }

  private void putNext(ObjectNode answer, boolean more, String token) {
    if (more && plan.hasMoreWithoutToken()) {
      answer.put("has_more", true);
    } else if (more) {
      answer.put(NEXT, token);
    } else if (plan.emptyToken()) {
      answer.put(NEXT, "");
    }
  }

  private String previous(PlaceToken place, String scope) {
    int offset = Math.max(0, place.offset() - question.size());
    return place.page() == 1 ? "" : new PlaceToken(place.page() - 1, offset).token(scope);
  }
}
