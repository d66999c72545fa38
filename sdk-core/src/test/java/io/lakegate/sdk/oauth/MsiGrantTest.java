package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MsiGrantTest {

  private static final long END = MutableClock.START.plusSeconds(3000).getEpochSecond();
  private static final String QUESTION =
      "GET http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=";

  private final IssuerFixture net = new IssuerFixture();

  private static String token(String members) {
    return "{\"access_token\":\"t0\",\"token_type\":\"Bearer\",\"refresh_token\":\"\","
        + members
        + "}";
  }

  @ParameterizedTest
  @CsvSource({
    "2ff814a6, , 2ff814a6",
    "https://management.core.windows.net/, , https%3A%2F%2Fmanagement.core.windows.net%2F",
    "2ff814a6, user-1, 2ff814a6&client_id=user-1"
  })
  void request_resourceAndIdentity_addressAndField(String resource, String identity, String query) {
    net.transport.answer(200, token("\"expires_in\":\"86399\",\"expires_on\":\"" + END + "\""));

    Token token = grant(resource, Optional.ofNullable(identity)).request();

    assertThat(token)
        .isEqualTo(
            new Token(
                "t0",
                "Bearer",
                Optional.empty(),
                Optional.of(MutableClock.START.plusSeconds(3000)),
                MutableClock.START));
    assertThat(IssuerFixture.line(net.sent(0))).isEqualTo(QUESTION + query);
    assertThat(net.sent(0).headers())
        .containsExactly(
            new HeaderField("Metadata", "true"),
            new HeaderField("Accept", "application/json"),
            new HeaderField("User-Agent", "lakegate/test"));
    assertThat(net.sent(0).timeout()).isEqualTo(Duration.ofSeconds(10));
  }

  static Stream<String> ends() {
    return Stream.of(
        "\"expires_on\":\"" + END + "\"",
        "\"expires_on\":" + END,
        "\"expires_on\":\"" + END + ".25\"",
        "\"expires_in\":\"3000\"");
  }

  @ParameterizedTest
  @MethodSource("ends")
  void request_end_inEachForm(String members) {
    net.transport.answer(200, token(members));

    assertThat(grant("r", Optional.empty()).request().expiry())
        .contains(MutableClock.START.plusSeconds(3000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"expires_on\":\"soon\"",
        "\"expires_on\":\"\",\"expires_in\":\"7\"",
        "\"expires_on\":\"1/16/2026 12:00:12 AM +00:00\"",
        "\"x\":1"
      })
  void request_noEnd_invalid(String members) {
    net.transport.answer(200, token(members));

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant("r", Optional.empty())::request)
        .withMessageStartingWith("invalid token expiry")
        .satisfies(e -> assertThat(e.permanent()).isFalse());
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 410, 429, 500, 503})
  void request_passingTrouble_triedAgain(int status) {
    net.transport.answer(status, "").answer(200, token("\"expires_on\":" + END));

    assertThat(grant("r", Optional.empty()).request().accessToken()).isEqualTo("t0");
    assertThat(net.pauses).hasSize(1);
  }

  @Test
  void request_neverBetter_endsWithinAMinute() {
    for (int i = 0; i < 100; i++) {
      net.transport.answer(404, "");
    }

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant("r", Optional.empty())::request)
        .withMessageContaining("answered 404 (http://169.254.169.254)");
    assertThat(net.pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT", "SEND", "RECEIVE"})
  void request_nobodyThere_saysSoAtOnce(Phase phase) {
    net.transport.fail(phase);

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant("r", Optional.empty())::request)
        .withMessage(
            "cannot reach the token issuer: GET "
                + "http://169.254.169.254/metadata/identity/oauth2/token: broken in "
                + phase
                + "; a managed identity is there only on a machine of Azure")
        .satisfies(e -> assertThat(e.permanent()).isFalse());
    assertThat(net.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ", '; the machine has to be given an identity'",
    "user-1, '; the machine has to be given the identity azure_client_id user-1'"
  })
  void request_noIdentity_whichOneIsMissing(String identity, String advice) {
    net.transport.answer(
        400, "{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant("r", Optional.ofNullable(identity))::request)
        .withMessage(
            "the token issuer answered 400: invalid_request: Identity not found "
                + "(http://169.254.169.254)"
                + advice)
        .satisfies(e -> assertThat(e.permanent()).isTrue());
    assertThat(net.pauses).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:7, http://127.0.0.1:7",
    "http://localhost:7/, http://localhost:7",
    "http://169.254.170.2:40342, http://169.254.170.2:40342",
    "https://imds.example, https://imds.example",
    "http://imds.example, ",
    "http://10.0.0.1, ",
    "ftp://127.0.0.1, ",
    "127.0.0.1:7, ",
    "'https:// ', "
  })
  void service_address_nearOrEncrypted(String text, String expected) {
    assertThat(MsiGrant.service(text).map(URI::toString)).isEqualTo(Optional.ofNullable(expected));
  }

  private TokenGrant grant(String resource, Optional<String> identity) {
    return new MsiGrant(
        net.issuer(), new MsiGrant.Identity(MsiGrant.USUAL_SERVICE, identity), resource);
  }
}
