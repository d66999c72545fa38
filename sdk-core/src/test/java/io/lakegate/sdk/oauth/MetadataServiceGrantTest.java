package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MetadataServiceGrantTest {

  private static final String URL = "http://u:pw@localhost:7/m/canary-path?q=canary-query";
  private static final String WHERE = "the metadata service at http://localhost:7";

  private final MutableClock clock = new MutableClock();
  private final FakeTransport transport = new FakeTransport();

  private MetadataServiceGrant grant() {
    IssuerClient issuer =
        new IssuerClient(
            transport,
            clock,
            "lakegate/test",
            new IssuerClient.Retry(clock::move, new SplittableRandom(7)));
    return new MetadataServiceGrant(
        issuer, URI.create(URL), URI.create("https://adb-1.2.azuredatabricks.net"));
  }

  @Test
  void request_service_askedAsItIsWithVersionAndHost() {
    transport.answer(
        200, "{\"access_token\":\"t0\",\"token_type\":\"bearer\",\"expires_on\":1772370000}");

    assertThat(grant().request())
        .isEqualTo(
            new Token(
                "t0",
                "Bearer",
                Optional.empty(),
                Optional.of(Instant.ofEpochSecond(1_772_370_000)),
                MutableClock.START));
    ApiRequest request = transport.requests().getFirst();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.uri()).hasToString(URL);
    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(request.headers())
        .containsExactly(
            new HeaderField("X-Databricks-Metadata-Version", "1"),
            new HeaderField("X-Databricks-Host", "https://adb-1.2.azuredatabricks.net"),
            new HeaderField("Accept", "application/json"),
            new HeaderField("User-Agent", "lakegate/test"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1772370000 | 2026-03-01T13:00:00Z",
        "\"1772370000\" | 2026-03-01T13:00:00Z",
        "0 | 1970-01-01T00:00:00Z",
        "-7 | 1970-01-01T00:00:00Z",
        "99999999999999999 | 9999-12-31T23:59:59Z"
      })
  void request_expiresOn_read(String printed, String end) {
    transport.answer(200, "{\"access_token\":\"t0\",\"expires_on\":" + printed + "}");

    assertThat(grant().request().expiry()).contains(Instant.parse(end));
  }

  record Refused(int status, String body, boolean permanent, String message) {
    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  static Stream<Refused> refusals() {
    String advice =
        "; check metadata_service_url and that it serves https://adb-1.2.azuredatabricks.net";
    String expected = "; expected whole seconds since 1970";
    return Stream.of(
        new Refused(
            400,
            "{\"error\":\"version\",\"message\":\"canary-path is not /m/canary-path\",\"x\":1}",
            true,
            WHERE + " answered 400: version: canary-path is not /***" + advice),
        new Refused(404, "", true, WHERE + " answered 404" + advice),
        new Refused(418, "a\r\nteapot", true, WHERE + " answered 418: a teapot" + advice),
        new Refused(401, "{\"access_token\":\"canary\"}", true, WHERE + " answered 401" + advice),
        new Refused(408, "", false, WHERE + " answered 408"),
        new Refused(302, "", false, WHERE + " answered 302"),
        new Refused(500, "x".repeat(900), false, WHERE + " answered 500: " + "x".repeat(500) + "…"),
        new Refused(
            200, "", false, "invalid token: " + WHERE + " answered 200 without an access_token"),
        new Refused(
            200,
            "{\"access_token\":\"a b\",\"expires_on\":1}",
            false,
            "invalid token: " + WHERE + " answered 200 without an access_token"),
        new Refused(
            200,
            "{\"access_token\":\"t\"}",
            false,
            "invalid token expiry: " + WHERE + " gave no expires_on" + expected),
        new Refused(
            200,
            "{\"access_token\":\"t\",\"expires_on\":1.5}",
            false,
            "invalid token expiry: " + WHERE + " gave an expires_on that is no time" + expected));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void request_noToken_saysWhyAndWhetherForGood(Refused row) {
    transport.answer(row.status(), row.body());

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant()::request)
        .satisfies(e -> assertThat(e).hasMessage("metadata-service: " + row.message()))
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  @Test
  void request_busy_triedAgain() {
    transport
        .answer(429, "", List.of(new HeaderField("Retry-After", "3")))
        .fail(Phase.CONNECT)
        .answer(200, "{\"access_token\":\"t0\",\"expires_on\":1772370000}");

    assertThat(grant().request().accessToken()).isEqualTo("t0");
    assertThat(transport.requests()).hasSize(3);
  }

  @Test
  void request_away_saysNoMoreOfTheAddressThanHostAndPort() {
    transport.fail(Phase.DNS);

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant()::request)
        .withMessage("metadata-service: cannot reach " + WHERE + ": broken in DNS")
        .satisfies(e -> assertThat(e.permanent()).isFalse());
  }
}
