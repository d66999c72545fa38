package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.config.ResolvedValue;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class M2mGrantTest {

  private static final String TOKEN =
      "{\"access_token\":\"t0\",\"token_type\":\"bearer\",\"expires_in\":3600}";

  private final MutableClock clock = new MutableClock();
  private final FakeTransport transport = new FakeTransport();
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void request_workspace_discoveryAndThenTheForm() {
    transport.answer(200, document("https://h/oidc/v1/token")).answer(200, TOKEN);

    Token token = grant(Optional.of("[{\"type\":\"x\"}]")).request();

    assertThat(token)
        .isEqualTo(
            new Token(
                "t0",
                "Bearer",
                Optional.empty(),
                Optional.of(MutableClock.START.plusSeconds(3600)),
                MutableClock.START));
    ApiRequest discovery = transport.requests().get(0);
    ApiRequest form = transport.requests().get(1);
    assertThat(discovery.method()).isEqualTo("GET");
    assertThat(discovery.uri())
        .hasToString("https://h/oidc/.well-known/oauth-authorization-server");
    assertThat(discovery.headers()).extracting(HeaderField::name).doesNotContain("Authorization");
    assertThat(form.method()).isEqualTo("POST");
    assertThat(form.uri()).hasToString("https://h/oidc/v1/token");
    assertThat(FakeTransport.body(form))
        .isEqualTo(
            "grant_type=client_credentials&scope=jobs+sql"
                + "&authorization_details=%5B%7B%22type%22%3A%22x%22%7D%5D");
    assertThat(FakeTransport.header(form, "Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(FakeTransport.header(form, "User-Agent")).isEqualTo("lakegate/test");
    assertThat(FakeTransport.header(form, "Accept")).isEqualTo("application/json");
  }

  @Test
  void request_idAndSecret_formEncodedInBasic() {
    transport.answer(200, document("https://h/t")).answer(200, TOKEN);

    grant(Optional.empty()).request();

    String field = FakeTransport.header(transport.requests().get(1), "Authorization");
    byte[] pair = Base64.getDecoder().decode(field.substring("Basic ".length()));
    assertThat(new String(pair, StandardCharsets.UTF_8)).isEqualTo("id%3A1:s3cret%2F%C3%BC");
  }

  @Test
  void request_twice_discoveryOnce() {
    transport.answer(200, document("https://h/t")).answer(200, TOKEN).answer(200, TOKEN);
    M2mGrant grant = grant(Optional.empty());

    grant.request();
    grant.request();

    assertThat(transport.requests()).hasSize(3);
  }

  static Stream<Success> successes() {
    return Stream.of(
        new Success("other type kept", "\"token_type\":\"MAC\"", "MAC", 0),
        new Success("no type", "\"x\":1", "Bearer", 0),
        new Success("number as text", "\"expires_in\":\"60\"", "Bearer", 60),
        new Success("fraction", "\"expires_in\":60.9", "Bearer", 60),
        new Success("unreadable expiry", "\"expires_in\":\"soon\"", "Bearer", 0),
        new Success("absurd expiry", "\"expires_in\":1e300", "Bearer", 36_500L * 86_400));
  }

  @ParameterizedTest
  @MethodSource("successes")
  void request_answerInOtherForm_read(Success row) {
    String body = "{\"access_token\":\"t\",\"refresh_token\":\"r\"," + row.members() + "}";
    transport.answer(200, document("https://h/t")).answer(200, body);

    Token token = grant(Optional.empty()).request();

    assertThat(token.tokenType()).isEqualTo(row.type());
    assertThat(token.refreshToken()).contains("r");
    Optional<Instant> end =
        row.life() == 0
            ? Optional.empty()
            : Optional.of(MutableClock.START.plusSeconds(row.life()));
    assertThat(token.expiry()).isEqualTo(end);
  }

  @Test
  void request_zeroLife_expiredAtOnce() {
    transport
        .answer(200, document("https://h/t"))
        .answer(200, "{\"access_token\":\"t\",\"expires_in\":0}");

    assertThat(grant(Optional.empty()).request().expiry()).contains(MutableClock.START);
  }

  static Stream<Failure> failures() {
    return Stream.of(
        new Failure(
            401,
            "{\"error\":\"invalid_client\",\"error_description\":\"no\\r\\nway\"}",
            true,
            "answered 401: invalid_client: no way"),
        new Failure(
            400,
            "{\"errorCode\":\"invalid_client\",\"errorSummary\":\"bad\"}",
            true,
            "answered 400: invalid_client: bad"),
        new Failure(
            400,
            "{\"error_code\":\"INVALID_STATE\",\"message\":\"later\"}",
            false,
            "answered 400: INVALID_STATE: later"),
        new Failure(403, "{\"error\":\"access_denied\"}", true, "answered 403: access_denied"),
        new Failure(403, "<html>blocked</html>", false, "answered 403 (https://h/t)"),
        new Failure(401, "", true, "answered 401 (https://h/t)"),
        new Failure(500, "{\"error\":\"invalid_request\"}", false, "answered 500"),
        new Failure(302, "", false, "answered 302"),
        new Failure(200, "<html>", false, "answered 200 without an access_token"),
        new Failure(200, "{\"access_token\":\"\"}", false, "200 without an access_token"),
        new Failure(200, "{\"access_token\":\"a\\nb\"}", false, "that is no token"),
        new Failure(
            400,
            "{\"error\":\"x\",\"error_description\":\"you sent s3cret/ü\"}",
            false,
            "x: you sent ***"),
        new Failure(
            400,
            "{\"error\":\"x\",\"error_description\":\"" + "y".repeat(900) + "\"}",
            false,
            "…"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void request_refused_saysWhyAndWhetherForGood(Failure row) {
    transport.answer(200, document("https://h/t")).answer(row.status(), row.body());

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> grant(Optional.empty()).request())
        .withMessageStartingWith("oauth-m2m: the token issuer answered ")
        .withMessageContaining(row.message())
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret").hasSizeLessThan(700));
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void request_passingTrouble_triedAgain(int status) {
    transport.answer(200, document("https://h/t")).answer(status, "").answer(200, TOKEN);

    assertThat(grant(Optional.empty()).request().accessToken()).isEqualTo("t0");
    assertThat(pauses).hasSize(1).allSatisfy(p -> assertThat(p).isBetween(zero(), seconds(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Throttled", "Too Many Requests", "request limit exceeded", "rate limit"})
  void request_throttlingText_triedAgain(String text) {
    transport
        .answer(200, document("https://h/t"))
        .answer(400, "{\"error\":\"invalid_request\",\"error_description\":\"" + text + "\"}")
        .answer(200, TOKEN);

    assertThat(grant(Optional.empty()).request().accessToken()).isEqualTo("t0");
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "SEND", "RECEIVE"})
  void request_connectionLost_triedAgain(Phase phase) {
    transport.fail(phase).answer(200, document("https://h/t")).fail(phase).answer(200, TOKEN);

    assertThat(grant(Optional.empty()).request().accessToken()).isEqualTo("t0");
    assertThat(pauses).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"DNS", "TLS"})
  void request_unknownOrUntrusted_final(Phase phase) {
    transport.answer(200, document("https://h/t")).fail(phase);

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> grant(Optional.empty()).request())
        .withMessage("cannot reach the token issuer: POST https://h/t: broken in " + phase)
        .satisfies(e -> assertThat(e.permanent()).isFalse());
    assertThat(pauses).isEmpty();
  }

  @Test
  void request_neverBetter_endsWithinAMinute() {
    transport.answer(200, document("https://h/t"));
    for (int i = 0; i < 100; i++) {
      transport.answer(503, "");
    }

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> grant(Optional.empty()).request())
        .withMessageContaining("answered 503");
    Duration total = pauses.stream().reduce(Duration.ZERO, Duration::plus);
    assertThat(total).isBetween(seconds(1), seconds(60));
    assertThat(transport.requests()).hasSizeBetween(4, 100);
  }

  static Stream<Wait> waits() {
    return Stream.of(
        new Wait("seconds", "7", 7),
        new Wait("date", "Sun, 1 Mar 2026 12:00:09 GMT", 9),
        new Wait("date gone by", "Sun, 1 Mar 2026 11:00:00 GMT", 0),
        new Wait("unreadable", "soon", 0),
        new Wait("absurd", "99999999999999999999", 0));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void request_retryAfter_waitedFor(Wait row) {
    transport
        .answer(200, document("https://h/t"))
        .answer(503, "", List.of(new HeaderField("retry-after", row.field())))
        .answer(200, TOKEN);

    grant(Optional.empty()).request();

    Duration least = seconds(row.atLeast());
    Duration most = row.atLeast() == 0 ? seconds(1) : least;
    assertThat(pauses).hasSize(1).allSatisfy(p -> assertThat(p).isBetween(least, most));
  }

  @Test
  void request_retryAfterBeyondTheBudget_givenUpAtOnceAndTold() {
    transport
        .answer(200, document("https://h/t"))
        .answer(429, "", List.of(new HeaderField("Retry-After", "90")));

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> grant(Optional.empty()).request())
        .satisfies(e -> assertThat(e.retryAfter()).contains(seconds(90)));
    assertThat(pauses).isEmpty();
  }

  @Test
  void request_interrupted_failsAndStaysInterrupted() {
    transport.answer(503, "");
    M2mGrant grant =
        grant(
            Optional.empty(),
            duration -> {
              throw new InterruptedException();
            });

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant::request)
        .withMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  static Stream<Place> places() {
    return Stream.of(
        new Place(
            "account",
            Map.of(Attribute.HOST, "https://accounts.x", Attribute.ACCOUNT_ID, "a1"),
            "",
            "https://accounts.x/oidc/accounts/a1/v1/token"),
        new Place(
            "discovery url",
            Map.of(Attribute.HOST, "https://accounts.x", Attribute.DISCOVERY_URL, "https://d/doc"),
            "https://d/doc",
            "https://h/t"),
        new Place(
            "workspace",
            Map.of(Attribute.HOST, "http://localhost:8080"),
            "http://localhost:8080/oidc/.well-known/oauth-authorization-server",
            "https://h/t"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void endpoints_kindOfHost_foundThere(Place row) {
    transport.answer(200, document("https://h/t"));

    OidcEndpoints endpoints = new OidcDiscovery(issuer(), config(row.values())).endpoints();

    assertThat(endpoints.tokenEndpoint()).hasToString(row.tokenEndpoint());
    assertThat(endpoints.authorizationEndpoint()).isPresent();
    assertThat(transport.requests())
        .extracting(request -> request.uri().toString())
        .isEqualTo(row.asked().isEmpty() ? List.of() : List.of(row.asked()));
  }

  static Stream<Undiscovered> undiscovered() {
    return Stream.of(
        new Undiscovered(404, "", true, "databricks OAuth is not supported for this host"),
        new Undiscovered(500, "", false, "answered 500, expected 200"),
        new Undiscovered(200, "<html>", false, "names no usable token_endpoint"),
        new Undiscovered(200, document("http://evil/t"), false, "names no usable token_endpoint"),
        new Undiscovered(200, document("ftp://h/t"), false, "names no usable token_endpoint"),
        new Undiscovered(200, document("https:// /t"), false, "names no usable token_endpoint"));
  }

  @ParameterizedTest
  @MethodSource("undiscovered")
  void endpoints_noneToBeFound_saysWhy(Undiscovered row) {
    transport.answer(row.status(), row.body());

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> grant(Optional.empty()).request())
        .withMessageContaining(row.message())
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  @Test
  void endpoints_failedOnce_askedAgain() {
    transport.answer(500, "").answer(200, document("http://127.0.0.1:1/t"));
    OidcDiscovery discovery =
        new OidcDiscovery(issuer(), config(Map.of(Attribute.HOST, "https://h")));

    assertThatExceptionOfType(CredentialException.class).isThrownBy(discovery::endpoints);
    assertThat(discovery.endpoints().tokenEndpoint()).hasToString("http://127.0.0.1:1/t");
  }

  @Test
  void endpoints_accountWithoutId_permanentFailure() {
    OidcDiscovery discovery =
        new OidcDiscovery(issuer(), config(Map.of(Attribute.HOST, "https://accounts.x")));

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(discovery::endpoints)
        .withMessageContaining("account_id is required")
        .satisfies(e -> assertThat(e.permanent()).isTrue());
  }

  @Test
  void toString_client_noSecret() {
    assertThat(new M2mGrant.Client("id", "s3cret", List.of("sql"), Optional.empty()))
        .hasToString("Client[id, ***, scopes=[sql]]");
  }

  private M2mGrant grant(Optional<String> details) {
    return grant(
        details,
        duration -> {
          pauses.add(duration);
          clock.move(duration);
        });
  }

  private M2mGrant grant(Optional<String> details, Pause pause) {
    IssuerClient issuer = issuer(pause);
    OidcDiscovery discovery =
        new OidcDiscovery(issuer, config(Map.of(Attribute.HOST, "https://h")));
    return new M2mGrant(
        issuer,
        discovery,
        new M2mGrant.Client("id:1", "s3cret/ü", List.of("jobs", "sql"), details));
  }

  private IssuerClient issuer() {
    return issuer(pauses::add);
  }

  private IssuerClient issuer(Pause pause) {
    return new IssuerClient(
        transport, clock, "lakegate/test", new IssuerClient.Retry(pause, new SplittableRandom(7)));
  }

  private static ResolvedConfig config(Map<Attribute, String> texts) {
    Map<Attribute, ResolvedValue> values = new java.util.EnumMap<>(Attribute.class);
    texts.forEach((key, text) -> values.put(key, new ResolvedValue(text, "argument")));
    return new ResolvedConfig("DEFAULT", values);
  }

  private static String document(String tokenEndpoint) {
    return "{\"token_endpoint\":\""
        + tokenEndpoint
        + "\",\"authorization_endpoint\":\"https://h/a\"}";
  }

  private static Duration zero() {
    return Duration.ZERO;
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  record Success(String name, String members, String type, long life) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Failure(int status, String body, boolean permanent, String message) {
    @Override
    public String toString() {
      return status + " " + message;
    }
  }

  record Wait(String name, String field, long atLeast) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Place(String name, Map<Attribute, String> values, String asked, String tokenEndpoint) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Undiscovered(int status, String body, boolean permanent, String message) {
    @Override
    public String toString() {
      return status + " " + message + " " + body.length();
    }
  }
}
