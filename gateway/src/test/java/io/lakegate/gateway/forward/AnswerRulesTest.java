package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerRulesTest {

  @ParameterizedTest
  @CsvSource({
    "timeout=0, true, timeout=1",
    "timeout=1, true, timeout=1",
    "timeout=5, false, timeout=4",
    "'max=100, TIMEOUT = 5', false, timeout=4",
    "'timeout=\"5\"', false, timeout=4",
    "timeout=30, false, timeout=29",
    "timeout=31, false,",
    "timeout=99999999999, false,",
    "timeout=x, false,",
    "max=100, false,",
    "'', false,"
  })
  void keepAlive_isHeededASecondEarly(String field, boolean ends, String left) {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("Keep-Alive", field);
    assertThat(AnswerRules.endsConnection(head)).isEqualTo(ends);
    assertThat(head.headers().get("keep-alive")).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "9"})
  void lengthOfNoContent_isTakenOut(String length) {
    HttpResponse head =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
    head.headers().set("Content-Length", length);
    assertThat(AnswerRules.endsConnection(head)).isEqualTo(length.equals("9"));
    assertThat(head.headers().contains("content-length")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"100", "200", "299", "599"})
  void status_inRange_passes(String status) {
    AnswerRules.checkStatusLine(new String[] {"HTTP/1.1", status, "a\t\u00e9"});
    AnswerRules.checkStatusLine(new String[] {"HTTP/1.0", status, ""});
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.1, 099", "HTTP/1.1, 600", "HTTP/1.1, 2 0", "HTTP/1.2, 200"})
  void statusLine_outOfRange_fails(String version, String status) {
    for (String reason : List.of("OK", "")) {
      assertThatThrownBy(() -> AnswerRules.checkStatusLine(new String[] {version, status, reason}))
          .isInstanceOf(AttemptFailedException.class)
          .hasMessageStartingWith("the answer is not valid HTTP/1.1: ");
    }
  }
}
