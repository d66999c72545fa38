package io.lakegate.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.http.RawQuery.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RawQueryTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "run_id=7, run_id=7",
    "_poll=5s, ''",
    "a=%2f+%zz&_until=A%2CB&&b, a=%2f+%zz&&b",
    "%5Fpoll=5s&a_=1&=_x, a_=1&=_x",
    "_, ''",
    "%5fx%zz=1&%zz_=2, %zz_=2"
  })
  void of_query_forwardsTheRestByteForByte(String query, String forwarded) {
    assertThat(RawQuery.of(query).forwarded()).isEqualTo(forwarded);
  }

  @Test
  void decoded_query_hasAllParametersInOrder() {
    assertThat(RawQuery.decoded("a%5Fb=Tru%65&_own=1&&flag&c=1=2"))
        .containsExactly(
            new Parameter("a_b", "True"),
            new Parameter("_own", "1"),
            new Parameter("", ""),
            new Parameter("flag", ""),
            new Parameter("c", "1=2"));
  }

  @Test
  void of_query_decodesOurParametersInOrder() {
    assertThat(
            RawQuery.of("_until=A%2CB&x=1&_status=/a+b&%5Fpoll=5s&_flag&_bad=%zz&_poll=1s").own())
        .containsExactly(
            new Parameter("_until", "A,B"),
            new Parameter("_status", "/a b"),
            new Parameter("_poll", "5s"),
            new Parameter("_flag", ""),
            new Parameter("_bad", "%zz"),
            new Parameter("_poll", "1s"));
  }
}
