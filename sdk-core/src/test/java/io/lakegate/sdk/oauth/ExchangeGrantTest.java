package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ExchangeGrantTest {

  private static final String FORM =
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange"
          + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Ajwt"
          + "&subject_token=jwt1&scope=";

  private final IssuerFixture net = new IssuerFixture();
  private final List<String> audiences = new ArrayList<>();
  private int fetched;

  record Form(String name, ExchangeGrant.Wish wish, String rest) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    Optional<String> none = Optional.empty();
    List<String> usual = List.of("all-apis");
    return Stream.of(
        new Form("whole account", new ExchangeGrant.Wish(none, usual, none), "all-apis"),
        new Form(
            "service principal",
            new ExchangeGrant.Wish(Optional.of("c:1"), List.of("jobs", "sql"), none),
            "jobs+sql&client_id=c%3A1"),
        new Form(
            "details",
            new ExchangeGrant.Wish(Optional.of("c"), usual, Optional.of("[{}]")),
            "all-apis&client_id=c&authorization_details=%5B%7B%7D%5D"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void request_wish_formFieldsInOrder(Form row) {
    net.transport
        .answer(200, IssuerFixture.document("https://h/oidc/v1/token"))
        .answer(200, IssuerFixture.TOKEN);

    Token token = grant(Map.of(Attribute.HOST, "https://h"), row.wish()).request();

    assertThat(token.accessToken()).isEqualTo("t0");
    assertThat(token.expiry()).contains(MutableClock.START.plusSeconds(3600));
    ApiRequest form = net.sent(1);
    assertThat(IssuerFixture.line(form)).isEqualTo("POST https://h/oidc/v1/token");
    assertThat(FakeTransport.body(form)).isEqualTo(FORM + row.rest());
    assertThat(form.headers())
        .extracting(HeaderField::name)
        .containsExactly("Content-Type", "Accept", "User-Agent");
    assertThat(audiences).isEmpty();
  }

  @Test
  void request_twice_freshIdentityTokenEachTime() {
    net.transport
        .answer(200, IssuerFixture.document("https://h/t"))
        .answer(200, IssuerFixture.TOKEN)
        .answer(200, IssuerFixture.TOKEN);
    ExchangeGrant grant = grant(Map.of(Attribute.HOST, "https://h"), wish(Optional.empty()));

    grant.request();
    grant.request();

    assertThat(FakeTransport.body(net.sent(1))).contains("&subject_token=jwt1&");
    assertThat(FakeTransport.body(net.sent(2))).contains("&subject_token=jwt2&");
  }

  record Place(
      String name,
      Map<Attribute, String> values,
      String metadata,
      String endpoint,
      String audience) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Place> places() {
    Map<Attribute, String> workspace = Map.of(Attribute.HOST, "https://h");
    Map<Attribute, String> account =
        Map.of(Attribute.HOST, "https://accounts.x", Attribute.ACCOUNT_ID, "acc");
    String atAccount = "https://accounts.x/oidc/accounts/acc/v1/token";
    String workspaceDocument =
        "{\"oidc_endpoint\":\"https://h/oidc\",\"account_id\":\"acc\",\"workspace_id\":\"7\"}";
    String unifiedDocument =
        "{\"oidc_endpoint\":\"https://h/oidc/accounts/{account_id}\",\"account_id\":\"acc\","
            + "\"host_type\":\"unified\",\"workspace_id\":\"7\"}";
    return Stream.of(
        new Place("workspace that tells nothing", workspace, "", "https://d/t", "https://d/t"),
        new Place("workspace", workspace, workspaceDocument, "https://d/t", "https://d/t"),
        new Place(
            "workspace that tells an audience",
            workspace,
            workspaceDocument.replace(
                "}", ",\"token_federation_default_oidc_audiences\":[\"aud1\",\"aud2\"]}"),
            "https://d/t",
            "aud1"),
        new Place(
            "configured",
            Map.of(Attribute.HOST, "https://h", Attribute.TOKEN_AUDIENCE, "mine"),
            workspaceDocument,
            "https://d/t",
            "mine"),
        new Place("account that tells nothing", account, "", atAccount, "acc"),
        new Place(
            "account that tells an audience",
            account,
            "{\"token_federation_default_oidc_audiences\":[\"aud1\"]}",
            atAccount,
            "aud1"),
        new Place("unified host", workspace, unifiedDocument, "https://d/t", "acc"),
        new Place(
            "unified host without a document of its own",
            Map.of(Attribute.HOST, "https://h", Attribute.ACCOUNT_ID, "acc"),
            "{\"host_type\":\"unified\",\"workspace_id\":\"7\"}",
            "https://h/oidc/accounts/acc/v1/token",
            "acc"),
        new Place(
            "discovery url",
            Map.of(Attribute.HOST, "https://h", Attribute.DISCOVERY_URL, "https://e/doc"),
            "",
            "https://d/t",
            "https://d/t"));
  }

  @ParameterizedTest
  @MethodSource("places")
  void request_kindOfHost_endpointAndAudience(Place row) {
    if (!row.metadata().isEmpty()) {
      net.transport.metadata(200, row.metadata());
    }
    if (row.endpoint().equals("https://d/t")) {
      net.transport.answer(200, IssuerFixture.document("https://d/t"));
    }
    net.transport.answer(200, IssuerFixture.TOKEN);
    IdTokenSource asking =
        audience -> {
          audiences.add(audience.get());
          return "jwt";
        };

    grant(row.values(), wish(Optional.empty()), asking).request();

    assertThat(net.transport.requests().getLast().uri()).hasToString(row.endpoint());
    assertThat(audiences).containsExactly(row.audience());
  }

  @Test
  void request_audienceTold_hostIsAskedOnce() {
    net.transport
        .metadata(200, "{\"token_federation_default_oidc_audiences\":[\"aud1\"]}")
        .answer(200, IssuerFixture.document("https://d/t"))
        .answer(200, IssuerFixture.TOKEN)
        .answer(200, IssuerFixture.TOKEN);
    ExchangeGrant grant =
        grant(
            Map.of(Attribute.HOST, "https://h"),
            wish(Optional.empty()),
            audience -> audience.get());

    grant.request();
    grant.request();

    assertThat(net.transport.questions()).hasSize(1);
  }

  record Refused(String name, int status, String body, Optional<String> client, boolean permanent) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refusals() {
    String invalid = "{\"error\":\"invalid_grant\",\"error_description\":\"no policy matches\"}";
    return Stream.of(
        new Refused("no policy", 400, invalid, Optional.of("c7"), true),
        new Refused("no policy of the account", 400, invalid, Optional.empty(), true),
        new Refused("failing", 500, "{\"error\":\"server_error\"}", Optional.of("c7"), false));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void request_refused_tellsWhoseTokenAndWhichPolicy(Refused row) {
    String token =
        IssuerFixture.jwt("{\"iss\":\"https://i\",\"sub\":\"repo:o/r\",\"aud\":[\"a\"]}");
    net.transport
        .answer(200, IssuerFixture.document("https://h/t"))
        .answer(row.status(), row.body());

    ExchangeGrant grant =
        grant(Map.of(Attribute.HOST, "https://h"), wish(row.client()), _ -> token);

    String policy =
        row.client().isPresent()
            ? "the federation policy of the service principal c7 has to allow that"
            : "the federation policy of the account, as no client_id is set, has to allow that";
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(grant::request)
        .withMessageStartingWith("the token issuer answered " + row.status() + ": ")
        .withMessageContaining(" (https://h/t). The identity token has iss=https://i, ")
        .withMessageContaining("sub=repo:o/r, aud=[\"a\"]; ")
        .withMessageEndingWith(policy)
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  static Stream<String> echoes() {
    String token = IssuerFixture.jwt("{\"sub\":\"" + "x".repeat(600) + "\"}");
    return Stream.of(
        token, token.replace(".", "%2E"), "y".repeat(450) + " " + token, token.substring(0, 300));
  }

  @ParameterizedTest
  @MethodSource("echoes")
  void request_issuerRepeatsTheToken_masked(String echo) {
    String token = IssuerFixture.jwt("{\"sub\":\"" + "x".repeat(600) + "\"}");
    net.transport
        .answer(200, IssuerFixture.document("https://h/t"))
        .answer(400, "{\"error\":\"x\",\"error_description\":\"bad " + echo + "\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            grant(Map.of(Attribute.HOST, "https://h"), wish(Optional.empty()), _ -> token)::request)
        .satisfies(
            e ->
                assertThat(String.valueOf(e.getMessage()))
                    .contains("***")
                    .doesNotContain("eyJ", "canary"));
  }

  @Test
  void request_tokenIsNoJwt_saysSo() {
    net.transport
        .answer(200, IssuerFixture.document("https://h/t"))
        .answer(400, "{\"error\":\"x\",\"error_description\":\"you sent abc.%.defgh\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            grant(Map.of(Attribute.HOST, "https://h"), wish(Optional.empty()), _ -> "abc.%.defgh")
                ::request)
        .withMessageContaining("x: you sent *** (https://h/t). The identity token is no JWT;");
  }

  @Test
  void named_failure_beginsWithTheTypeAndKeepsItsKind() {
    TokenGrant failing =
        () -> {
          throw new CredentialException("no", true, Optional.of(java.time.Duration.ofSeconds(3)));
        };

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(new NamedGrant("env-oidc", failing)::request)
        .withMessage("env-oidc: no")
        .satisfies(e -> assertThat(e.permanent()).isTrue())
        .satisfies(e -> assertThat(e.retryAfter()).contains(java.time.Duration.ofSeconds(3)));
  }

  private static ExchangeGrant.Wish wish(Optional<String> client) {
    return new ExchangeGrant.Wish(client, List.of("all-apis"), Optional.empty());
  }

  private ExchangeGrant grant(Map<Attribute, String> values, ExchangeGrant.Wish wish) {
    return grant(
        values,
        wish,
        audience -> {
          fetched++;
          return "jwt" + fetched;
        });
  }

  private ExchangeGrant grant(
      Map<Attribute, String> values, ExchangeGrant.Wish wish, IdTokenSource identity) {
    IssuerClient issuer = net.issuer();
    OidcDiscovery discovery = new OidcDiscovery(issuer, IssuerFixture.config(values));
    return new ExchangeGrant(issuer, discovery, identity, wish);
  }
}
