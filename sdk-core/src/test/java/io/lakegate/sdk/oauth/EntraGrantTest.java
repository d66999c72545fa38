package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.config.AzureEnvironment;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntraGrantTest {

  private static final String SECRET = "canary~secret";
  private static final URI PAGE = URI.create("https://adb-1.2.azuredatabricks.net/aad/auth");
  private static final EntraClient BY_SECRET = new EntraClient.Secret("app", SECRET);
  private static final String TOKEN =
      "{\"token_type\":\"Bearer\",\"expires_in\":\"3599\",\"expires_on\":\"1\","
          + "\"resource\":\"r\",\"access_token\":\"t0\"}";

  private final IssuerFixture net = new IssuerFixture();
  private int fetched;

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, https://login.microsoftonline.com/t1/oauth2/token",
    "USGOVERNMENT, https://login.microsoftonline.us/t1/oauth2/token",
    "CHINA, https://login.chinacloudapi.cn/t1/oauth2/token",
    "GERMAN, https://login.microsoftonline.de/t1/oauth2/token"
  })
  void request_cloud_itsOwnLogin(AzureEnvironment cloud, String endpoint) {
    net.transport.answer(200, TOKEN);

    grant(BY_SECRET, cloud, Optional.of("t1"), Optional.empty()).request();

    assertThat(IssuerFixture.line(net.sent(0))).isEqualTo("POST " + endpoint);
  }

  @Test
  void request_secret_formFieldsInOrder() {
    net.transport.answer(200, TOKEN);

    Token token = grant(BY_SECRET).request();

    assertThat(token)
        .isEqualTo(
            new Token(
                "t0",
                "Bearer",
                Optional.empty(),
                Optional.of(MutableClock.START.plusSeconds(3599)),
                MutableClock.START));
    ApiRequest form = net.sent(0);
    assertThat(FakeTransport.body(form))
        .isEqualTo(
            "grant_type=client_credentials&resource=https%3A%2F%2Fr%2F&client_id=app"
                + "&client_secret=canary%7Esecret");
    assertThat(form.headers())
        .containsExactly(
            new HeaderField("Content-Type", "application/x-www-form-urlencoded"),
            new HeaderField("Accept", "application/json"),
            new HeaderField("User-Agent", "lakegate/test"));
  }

  @Test
  void request_federated_freshAssertionEachTime() {
    net.transport.answer(200, TOKEN).answer(200, TOKEN);
    TokenGrant grant =
        grant(
            new EntraClient.Federated(
                "app",
                audience -> {
                  fetched++;
                  return audience.get() + "-" + fetched;
                }));

    grant.request();
    grant.request();

    String form =
        "grant_type=client_credentials&client_id=app&resource=https%3A%2F%2Fr%2F"
            + "&client_assertion_type="
            + "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion=api%3A%2F%2FAzureADTokenExchange-";
    assertThat(net.transport.requests())
        .extracting(FakeTransport::body)
        .containsExactly(form + "1", form + "2");
  }

  record Life(String name, String members, Optional<Instant> end) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Life> lives() {
    Instant end = MutableClock.START.plusSeconds(7);
    String epoch = Long.toString(end.getEpochSecond());
    return Stream.of(
        new Life("seconds as text", "\"expires_in\":\"7\"", Optional.of(end)),
        new Life("seconds", "\"expires_in\":7", Optional.of(end)),
        new Life("instant as text", "\"expires_on\":\"" + epoch + "\"", Optional.of(end)),
        new Life("instant", "\"expires_on\":" + epoch, Optional.of(end)),
        new Life("instant with a fraction", "\"expires_on\":" + epoch + ".5", Optional.of(end)),
        new Life("both", "\"expires_in\":7,\"expires_on\":\"1\"", Optional.of(end)),
        new Life("no instant", "\"expires_on\":\"tomorrow\"", Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("lives")
  void request_life_inEachForm(Life row) {
    net.transport.answer(200, "{\"access_token\":\"t\"," + row.members() + "}");

    assertThat(grant(BY_SECRET).request().expiry()).isEqualTo(row.end());
  }

  @ParameterizedTest
  @CsvSource({
    "302, https://login.microsoftonline.com/found-1/oauth2/authorize?x=1",
    "303, https://login.microsoftonline.com/found-1",
    "307, https://login.microsoftonline.us/found-1/oauth2/v2.0/authorize"
  })
  void request_noTenant_foundByTheLoginPageOnce(int status, String location) {
    net.transport
        .answer(status, "", List.of(new HeaderField("location", location)))
        .answer(200, TOKEN)
        .answer(200, TOKEN);
    TokenGrant grant =
        grant(BY_SECRET, AzureEnvironment.PUBLIC, Optional.empty(), Optional.of(PAGE));

    grant.request();
    grant.request();

    assertThat(net.transport.requests())
        .extracting(IssuerFixture::line)
        .containsExactly(
            "GET " + PAGE,
            "POST https://login.microsoftonline.com/found-1/oauth2/token",
            "POST https://login.microsoftonline.com/found-1/oauth2/token");
  }

  record Lost(int status, String location, boolean permanent) {
    @Override
    public String toString() {
      return status + " " + location;
    }
  }

  static Stream<Lost> lost() {
    return Stream.of(
        new Lost(200, "https://login.microsoftonline.com/t/oauth2/authorize", true),
        new Lost(302, "", true),
        new Lost(302, "/login.html", true),
        new Lost(302, "https://login.microsoftonline.com/", true),
        new Lost(302, "https://login.microsoftonline.com/a%20b/x", true),
        new Lost(302, "https:// ", true),
        new Lost(404, "", true),
        new Lost(500, "", false));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void request_noTenantToBeFound_saysSoAndSendsNoSecret(Lost row) {
    net.transport.answer(row.status(), "", List.of(new HeaderField("Location", row.location())));

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            grant(BY_SECRET, AzureEnvironment.PUBLIC, Optional.empty(), Optional.of(PAGE))::request)
        .withMessage(
            "cannot find the tenant: %s answered %d, expected a redirect to its login; set"
                + " azure_tenant_id",
            PAGE, row.status())
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
    assertThat(net.transport.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a b", "../x", ".", "a?b", ""})
  void request_tenantIsNone_nothingSent(String tenant) {
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            grant(BY_SECRET, AzureEnvironment.PUBLIC, Optional.of(tenant), Optional.empty())
                ::request)
        .withMessage("azure_tenant_id is neither an id nor a domain")
        .satisfies(e -> assertThat(e.permanent()).isTrue());
    assertThat(net.transport.requests()).isEmpty();
  }

  @Test
  void request_neitherTenantNorHost_saysSo() {
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            grant(BY_SECRET, AzureEnvironment.PUBLIC, Optional.empty(), Optional.empty())::request)
        .withMessage("azure_tenant_id is not set");
  }

  record Refused(int status, String error, int code, boolean permanent, String advice) {
    @Override
    public String toString() {
      return status + " AADSTS" + code;
    }

    String body() {
      return "{\"error\":\""
          + error
          + "\",\"error_description\":\"AADSTS"
          + code
          + ": words.\\r\\nTrace ID: 1\",\"error_codes\":["
          + code
          + "]}";
    }
  }

  static Stream<Refused> refusals() {
    return Stream.of(
        new Refused(
            401, "invalid_client", 7000215, true, "; azure_client_secret is not a secret's"),
        new Refused(401, "invalid_client", 7000222, true, "; the secret has ended: make another"),
        new Refused(400, "unauthorized_client", 700016, true, "; the tenant has no application"),
        new Refused(400, "invalid_request", 90002, true, "; there is no tenant azure_tenant_id"),
        new Refused(400, "invalid_request", 900023, true, "; there is no tenant azure_tenant_id"),
        new Refused(
            400, "invalid_resource", 500011, false, "; the tenant does not know Databricks"),
        new Refused(401, "invalid_client", 700213, true, "; the application needs a federated"),
        new Refused(401, "invalid_client", 700024, true, "; the identity token has ended"),
        new Refused(400, "invalid_grant", 50196, false, ""),
        new Refused(401, "invalid_client", 90033, false, ""),
        new Refused(400, "invalid_request", 1, true, ""),
        new Refused(400, "temporarily_unavailable", 2, false, ""));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void request_refused_entrasWordsAndWhatToDo(Refused row) {
    net.transport.answer(row.status(), row.body());

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant(BY_SECRET)::request)
        .withMessageStartingWith(
            "the token issuer answered %d: %s: AADSTS%d: words. Trace ID: 1 "
                + "(https://login.microsoftonline.com/t1/oauth2/token)%s",
            row.status(), row.error(), row.code(), row.advice())
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  @Test
  void request_federatedRefused_tellsTheClaims() {
    String token = IssuerFixture.jwt("{\"iss\":\"https://i\",\"sub\":\"repo:o/r\",\"aud\":\"a\"}");
    net.transport.answer(
        401, "{\"error\":\"invalid_client\",\"error_description\":\"no " + token + "\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant(new EntraClient.Federated("app", _ -> token))::request)
        .withMessage(
            "the token issuer answered 401: invalid_client: no *** "
                + "(https://login.microsoftonline.com/t1/oauth2/token). "
                + "The identity token has iss=https://i, sub=repo:o/r, aud=a");
  }

  @Test
  void request_secretRepeated_masked() {
    net.transport.answer(
        400, "{\"error\":\"x\",\"error_description\":\"" + SECRET + " canary%7Esecret\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant(BY_SECRET)::request)
        .withMessageContaining("x: *** ***");
  }

  @Test
  void toString_secret_notShown() {
    assertThat(BY_SECRET).hasToString("Secret[app, ***]");
  }

  private TokenGrant grant(EntraClient client) {
    return grant(client, AzureEnvironment.PUBLIC, Optional.of("t1"), Optional.empty());
  }

  private TokenGrant grant(
      EntraClient client, AzureEnvironment cloud, Optional<String> tenant, Optional<URI> page) {
    IssuerClient issuer = net.issuer();
    return new EntraGrant(
        issuer,
        new EntraTenant(issuer, cloud.activeDirectory(), new EntraTenant.Clues(tenant, page)),
        client,
        "https://r/");
  }
}
