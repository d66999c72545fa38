package io.lakegate.sandbox.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sandbox.http.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagerTest {
  private final NavigableMap<String, String> items = new TreeMap<>();
  private final Pager<String> pager = Pager.byName();

  PagerTest() {
    for (String name : List.of("a", "b|x", "c", "d", "e")) {
      items.put(name, name);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  void pages_forwardAndBack_showAllInOrder(int limit) {
    List<String> forward = new ArrayList<>();
    Page<String> page = pager.page("s", items, limit, "");
    forward.addAll(page.items());
    while (page.hasMore()) {
      page = pager.page("s", items, limit, page.next());
      forward.addAll(page.items());
    }
    List<String> back = new ArrayList<>(page.items());
    while (!page.previous().isEmpty()) {
      page = pager.page("s", items, limit, page.previous());
      back.addAll(0, page.items());
    }

    assertThat(forward).containsExactly("a", "b|x", "c", "d", "e");
    assertThat(back).isEqualTo(forward);
  }

  @Test
  void page_whoseNeighbourIsGone_goesOnBehindIt() {
    String next = pager.page("s", items, 2, "").next();
    items.remove("b|x");
    items.remove("c");

    assertThat(pager.page("s", items, 2, next).items()).containsExactly("d", "e");
  }

  @Test
  void page_afterTheLast_isEmpty() {
    String next = pager.page("s", items, 4, "").next();
    items.remove("e");

    Page<String> page = pager.page("s", items, 4, next);

    assertThat(page.items()).isEmpty();
    assertThat(page.hasMore()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "73|a", "73|x|a", "74|a|a", "%%%"})
  void page_withATokenThatIsNone_is400(String text) {
    String token =
        text.startsWith("%")
            ? text
            : Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> pager.page("s", items, 2, token))
        .isInstanceOfSatisfying(
            ApiProblem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }

  @Test
  void page_withAKeyThatIsNoNumber_is400() {
    String token = Base64.getUrlEncoder().encodeToString("73|a|x".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> Pager.byNumber().page("s", new TreeMap<Long, String>(), 2, token))
        .isInstanceOf(ApiProblem.class);
  }
}
