package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CurlTest {

  private static final String URL = "http://127.0.0.1:1/list";

  @Test
  void parse_lineForEachAnswer_addsThem() throws Exception {
    assertThat(Curl.parse("200 71680\n200 20\n", URL)).isEqualTo(new Curl.Answers(2, 71_700));
  }

  @Test
  void parse_anotherStatus_isAnErrorThatNamesTheUrl() {
    assertThatIOException()
        .isThrownBy(() -> Curl.parse("200 10\n404 120\n", URL))
        .withMessage("expected a 200 from " + URL + ", got a 404");
  }

  @Test
  void timeOf_answersExpected_isTheTime() throws Exception {
    Curl.Fetched fetched = new Curl.Fetched(new Curl.Answers(1, 10), Duration.ofMillis(7));

    assertThat(fetched.timeOf(new Curl.Answers(1, 10))).isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void timeOf_fewerBytes_isAnError() {
    Curl.Fetched fetched = new Curl.Fetched(new Curl.Answers(1, 9), Duration.ofMillis(7));

    assertThatIOException()
        .isThrownBy(() -> fetched.timeOf(new Curl.Answers(1, 10)))
        .withMessageContainingAll("bytes=10", "bytes=9");
  }
}
