package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static io.lakegate.sdk.paging.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists by a token in the body. */
final class BodyTokenWalkTest {

  private static final ListDescriptor RUNS = Lists.of("runs", Lists.token(Place.BODY));

  private static PageRequest post(String body) {
    return new PageRequest("/runs/search", bytes(body));
  }

  private static PageRequest next(PageWalk walk, String page) {
    return walk.read(bytes(page)).next().orElseThrow();
  }

  private static void assertFails(Reason reason, ThrowingCallable walk) {
    assertThatThrownBy(walk)
        .isInstanceOfSatisfying(
            PagingException.class, thrown -> assertThat(thrown.reason()).isEqualTo(reason));
  }

  @Test
  void walk_tokenOfTheClientComesBack_isACircle() {
    PageWalk walk = PageWalk.of(RUNS, post("{\"page_token\":\"a\\/b\"}"));
    assertFails(Reason.PAGINATION_LOOP, () -> walk.read(bytes("{\"next_page_token\":\"a/b\"}")));
  }

  record Bodies(String client, String first, String second) {
    @Override
    public String toString() {
      return client;
    }
  }

  static Stream<Bodies> bodies() {
    return Stream.of(
        new Bodies("", "{}", "{\"page_token\":\"T\\/1\"}"),
        new Bodies(" \n", "{}", "{\"page_token\":\"T\\/1\"}"),
        new Bodies("{ }", "{ }", "{ \"page_token\":\"T\\/1\"}"),
        new Bodies(
            "{ \"n\" : 9223372036854775807, \"n\":1E400 }\n",
            "{ \"n\" : 9223372036854775807, \"n\":1E400 }\n",
            "{ \"n\" : 9223372036854775807, \"n\":1E400 ,\"page_token\":\"T\\/1\"}\n"),
        new Bodies(
            "{\"page_token\": \"S\" ,\"x\":{\"page_token\":1}}",
            "{\"page_token\": \"S\" ,\"x\":{\"page_token\":1}}",
            "{\"page_token\": \"T\\/1\" ,\"x\":{\"page_token\":1}}"),
        new Bodies(
            "{\"page_token\":null,\"page\\u005ftoken\":{},\"x\":1}",
            "{\"page_token\":null,\"page\\u005ftoken\":{},\"x\":1}",
            "{\"page_token\":\"T\\/1\",\"page\\u005ftoken\":\"T\\/1\",\"x\":1}"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void walk_tokenInTheBody_changesNothingElse(Bodies bodies) {
    PageWalk walk = PageWalk.of(RUNS, post(bodies.client()));
    assertThat(text(walk.first().body())).isEqualTo(bodies.first());
    PageRequest next = next(walk, "{\"runs\":[1],\"next_page_token\":\"T\\/1\"}");
    assertThat(text(next.body())).isEqualTo(bodies.second());
    assertThat(next.target()).isEqualTo("/runs/search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "{", "{}x", "{\"a\":}", "a=1"})
  void walk_bodyThatIsNoObject_isTheClientsMistake(String body) {
    assertFails(Reason.BAD_REQUEST, () -> PageWalk.of(RUNS, post(body)));
    assertThatThrownBy(() -> PageWalk.of(RUNS, post(body)))
        .hasMessageStartingWith("the body of the request is not the JSON object")
        .hasMessageContaining("byte ");
  }

  @Test
  void walk_keyOfTheLastItem_endsWithAnEmptyPage() {
    PageStyle style =
        new PageStyle.Token(
            Place.BODY, "last_primary_key", "last_primary_key", Optional.empty(), Optional.empty());
    PageWalk walk = PageWalk.of(Lists.of("data", style), post("{\"num_results\":2}"));
    PageRequest second = next(walk, "{\"data\":[1,2],\"last_primary_key\":17}");
    assertThat(text(second.body())).isEqualTo("{\"num_results\":2,\"last_primary_key\":17}");
    assertThat(walk.read(bytes("{\"data\":[],\"last_primary_key\":17}")).next()).isEmpty();
  }
}
