package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardStageTest {

  private static final String PSEUDONYM = "lakegate-1a2b";

  private final GuardStage guard =
      new GuardStage(
          new HostAllowlist(List.of()),
          new BrowserRules(BrowserRules.Kind.DATA, Set.of()),
          PSEUDONYM);

  /** A request that differs from a good one, and the code it gets. */
  record Row(
      String name, String method, HttpVersion version, List<String> fields, ProblemCode code) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> refused() {
    HttpVersion v = HttpVersion.HTTP_1_1;
    ProblemCode doubled = ProblemCode.BAD_HEADER;
    return Stream.of(
        new Row("CONNECT", "CONNECT", v, List.of(), ProblemCode.BAD_REQUEST_TARGET),
        new Row("TRACE", "TRACE", v, List.of(), ProblemCode.BAD_REQUEST_TARGET),
        new Row("trace", "trace", v, List.of(), ProblemCode.BAD_REQUEST_TARGET),
        new Row("TRACK", "TRACK", v, List.of(), ProblemCode.BAD_REQUEST_TARGET),
        new Row("host", "GET", v, List.of("Host: localhost"), ProblemCode.BAD_HOST),
        new Row("origin", "GET", v, List.of("Origin: x"), ProblemCode.BROWSER_REQUEST_REFUSED),
        new Row("types", "POST", v, List.of("Content-Type: a", "content-type: b"), doubled),
        new Row("lengths", "POST", v, List.of("Content-Length: 1", "Content-Length: 1"), doubled),
        new Row("tokens", "GET", v, List.of("Authorization: a", "Authorization: a"), doubled),
        new Row("ranges", "GET", v, List.of("Range: a", "Range: b"), doubled),
        new Row("etags", "GET", v, List.of("If-Match: a", "If-Match: b"), doubled),
        new Row(
            "profiles", "GET", v, List.of("Lakegate-Profile: a", "lakegate-profile: a"), doubled),
        new Row("expect", "PUT", v, List.of("Expect: a miracle"), ProblemCode.EXPECTATION_FAILED),
        new Row(
            "expect more",
            "PUT",
            v,
            List.of("Expect: 100-continue", "Expect: a miracle"),
            ProblemCode.EXPECTATION_FAILED),
        new Row("loop", "GET", v, List.of("Via: 1.1 " + PSEUDONYM), ProblemCode.LOOP_DETECTED),
        new Row(
            "loop among others",
            "GET",
            v,
            List.of("Via: 1.0 a, 1.1 " + PSEUDONYM + " , 1.1 b"),
            ProblemCode.LOOP_DETECTED),
        new Row(
            "loop in the second line",
            "GET",
            v,
            List.of("Via: 1.1 a", "Via: 1.1 " + PSEUDONYM),
            ProblemCode.LOOP_DETECTED));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void handle_refusedRequest_nextIsNotCalled(Row row) {
    boolean[] called = {false};
    GatewayException refusal =
        assertThatExceptionOfType(GatewayException.class)
            .isThrownBy(
                () ->
                    guard.handle(
                        exchange(row.method, row.version, row.fields),
                        exchange -> {
                          called[0] = true;
                          return answer();
                        }))
            .actual();
    assertThat(refusal.code()).isEqualTo(row.code);
    assertThat(called[0]).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
  void handle_goodRequest_goesOnAsItIs(String method) {
    Exchange exchange =
        exchange(
            method,
            HttpVersion.HTTP_1_1,
            List.of("Via: 1.1 lakegate-ffff", "Expect: 100-Continue", "Accept: a", "Accept: b"));
    Exchange[] seen = new Exchange[1];
    Future<OriginResponse> answer =
        guard.handle(
            exchange,
            next -> {
              seen[0] = next;
              return answer();
            });
    assertThat(answer.result().status()).isEqualTo(200);
    assertThat(seen[0]).isSameAs(exchange);
  }

  @Test
  void handle_expectationOfHttp10_isIgnored() {
    Exchange exchange = exchange("PUT", HttpVersion.HTTP_1_0, List.of("Expect: a miracle"));
    assertThat(guard.handle(exchange, next -> answer()).succeeded()).isTrue();
  }

  private static Future<OriginResponse> answer() {
    return Future.succeededFuture(OriginResponse.made(200, List.of(), Buffer.buffer()));
  }

  private static Exchange exchange(String method, HttpVersion version, List<String> fields) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Host", "localhost");
    for (String field : fields) {
      int colon = field.indexOf(':');
      headers.add(field.substring(0, colon), field.substring(colon + 2));
    }
    return Exchange.begin(
        "0123456789abcdef",
        new ClientRequest(
            HttpMethod.valueOf(method), "/api/2.0/x", version, headers, RequestBody.NONE),
        new Entrance("data", Optional.empty()),
        new ClientPresence(io.lakegate.sdk.limit.ClientKey.named("test")),
        new ExchangeTrace(0));
  }
}
