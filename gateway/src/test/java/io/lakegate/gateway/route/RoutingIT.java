package io.lakegate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which profile a request gets, with whose credentials it goes where, and what comes back. */
final class RoutingIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static FakeOrigin home;
  private static FakeOrigin away;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    home = FakeOrigin.start(FakeOrigin.json("{}"));
    away = FakeOrigin.start(FakeOrigin.json("{}"));
    gateway =
        TestGateway.gateway()
            .env("DATABRICKS_HOST", home.url().toString())
            .env("DATABRICKS_TOKEN", "token-home")
            .flag("profiles-from-file", "all")
            .flag("limits.requests-per-second", "1000000")
            .flag("data-paths", "/api", "/serving-endpoints", "/custom/deep")
            .profileFile(
                """
                [away]
                host = %1$s
                token = token-away
                workspace_id = 42
                [my team+é]
                host = %1$s
                token = token-team
                """
                    .formatted(away.url()))
            .configFile(
                """
                listeners:
                  pinned:
                    listen: 127.0.0.1:0
                    profile: away
                profiles:
                  ours:
                    host: %s
                    token: token-ours
                    account_id: 00000000-0000-4000-8000-000000000001
                """
                    .formatted(away.url()))
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    home.close();
    away.close();
  }

  @BeforeEach
  void forget() {
    home.calls().clear();
    away.calls().clear();
  }

  private static Answer ask(String listener, String target, String fields) throws IOException {
    try (RawClient client = RawClient.connect(gateway.portOf(listener))) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
      return client.send(request).readAnswer();
    }
  }

  private static String profileField(String name) {
    return name.isEmpty() ? "" : "Lakegate-Profile: " + name + "\r\n";
  }

  /** A request that is forwarded: by which door and field, as whom, with which target. */
  record Sent(String door, String target, String field, String profile, String token, String seen) {
    @Override
    public String toString() {
      return door + " " + target + " " + field;
    }
  }

  static Stream<Sent> sent() {
    String api = "/api/2.0/x?a=1";
    String odd = "/api/a%2Fb//c/;d?%20=+";
    return Stream.of(
        new Sent("data", api, "", "DEFAULT", "token-home", api),
        new Sent("data", "/@DEFAULT" + api, "", "DEFAULT", "token-home", api),
        new Sent("data", "/@away" + api, "", "away", "token-away", api),
        new Sent("data", api, "away", "away", "token-away", api),
        new Sent("data", "/@away" + api, "away", "away", "token-away", api),
        new Sent("data", "/@%61way" + api, "", "away", "token-away", api),
        new Sent("data", "/@my%20team+%C3%A9" + api, "", "my team+é", "token-team", api),
        new Sent("data", "/@ours" + api, "", "ours", "token-ours", api),
        new Sent("pinned", api, "", "away", "token-away", api),
        new Sent("pinned", "/@away" + api, "", "away", "token-away", api),
        new Sent("data", "/api/@away/x", "", "DEFAULT", "token-home", "/api/@away/x"),
        new Sent("data", "/@away" + odd, "", "away", "token-away", odd),
        new Sent("data", "/api", "", "DEFAULT", "token-home", "/api"),
        new Sent("data", "/api?x=/y", "", "DEFAULT", "token-home", "/api?x=/y"),
        new Sent("data", "/custom/deep/x", "", "DEFAULT", "token-home", "/custom/deep/x"));
  }

  @ParameterizedTest
  @MethodSource("sent")
  void route_namedProfile_itsOriginAndItsCredentialOnly(Sent row) throws IOException {
    Answer answer = ask(row.door, row.target, profileField(row.field));

    assertThat(answer.status()).isEqualTo(200);
    FakeOrigin expected = row.profile.equals("DEFAULT") ? home : away;
    assertThat(expected.calls()).hasSize(1);
    assertThat(home.calls().size() + away.calls().size()).isEqualTo(1);
    FakeOrigin.Call call = expected.calls().getFirst();
    assertThat(call.fields("authorization")).containsExactly("Bearer " + row.token);
    assertThat(call.requestLine()).isEqualTo("GET " + row.seen + " HTTP/1.1");
    assertThat(call.head()).doesNotContainIgnoringCase("lakegate-profile");
    assertThat(answer.field("lakegate-request-id")).matches("[0-9a-f]{16}");
    assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
    assertThat(answer.field("lakegate-error")).isEmpty();
    if (row.profile.chars().allMatch(c -> c < 128)) {
      assertThat(answer.field("lakegate-profile")).isEqualTo(row.profile);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "data,   /@missing/api/2.0/x,     '',   404, PROFILE_NOT_FOUND",
    "data,   /@AWAY/api/2.0/x,        '',   404, PROFILE_NOT_FOUND",
    "data,   /@aw/api/2.0/x,          '',   404, PROFILE_NOT_FOUND",
    "data,   /api/2.0/x,              awa,  404, PROFILE_NOT_FOUND",
    "data,   /@away%2Fapi/api/2.0/x,  '',   404, PROFILE_NOT_FOUND",
    "data,   /@%FF/api/2.0/x,         '',   404, PROFILE_NOT_FOUND",
    "data,   /@away/api/2.0/x,        ours, 400, PROFILE_CONFLICT",
    "data,   /@DEFAULT/api/2.0/x,     away, 400, PROFILE_CONFLICT",
    "data,   /@missing/api/2.0/x,     away, 400, PROFILE_CONFLICT",
    "pinned, /@DEFAULT/api/2.0/x,     '',   404, PROFILE_NOT_FOUND",
    "pinned, /api/2.0/x,              ours, 404, PROFILE_NOT_FOUND",
    "data,   /@away/@ours/api/2.0/x,  '',   404, NOT_A_GATEWAY_PATH",
    "data,   /@/api/2.0/x,            '',   404, NOT_A_GATEWAY_PATH",
    "data,   /@away,                  '',   404, NOT_A_GATEWAY_PATH",
    "data,   /@away?x=/api/,          '',   404, NOT_A_GATEWAY_PATH",
    "data,   /,                       '',   404, NOT_A_GATEWAY_PATH",
    "data,   /apis/2.0/x,             '',   404, NOT_A_GATEWAY_PATH",
    "data,   /sql/1.0/x,              '',   404, NOT_A_GATEWAY_PATH",
    "data,   /custom/x,               '',   404, NOT_A_GATEWAY_PATH",
    "data,   /API/2.0/x,              '',   404, NOT_A_GATEWAY_PATH",
    "data,   /.well-known/other,      '',   404, NOT_A_GATEWAY_PATH",
    "data,   /oidc/v1/authorize,      '',   404, NOT_A_GATEWAY_PATH"
  })
  void route_nowhere_isRefusedAndTheConnectionKept(
      String door, String target, String field, int status, String code) throws IOException {
    Answer answer = ask(door, target, profileField(field));

    Refusal.of(answer).is(status, code);
    assertThat(answer.field("connection")).isEmpty();
    assertThat(answer.field("lakegate-request-id")).matches("[0-9a-f]{16}");
    assertThat(answer.field("lakegate-attempts")).isEqualTo("0");
    assertThat(home.calls()).isEmpty();
    assertThat(away.calls()).isEmpty();
  }

  /** What is refused before a profile is chosen belongs to the one that its listener serves. */
  @ParameterizedTest
  @CsvSource({
    "data,   /nowhere,            DEFAULT",
    "data,   /@away/nowhere,      away",
    "data,   /@away,              DEFAULT",
    "data,   //api/2.0/x,         DEFAULT",
    "data,   /api/a b,            DEFAULT",
    "pinned, /nowhere,            away",
    "pinned, //api/2.0/x,         away",
    "pinned, /api/a b,            away"
  })
  void route_refused_namesTheProfileThatItWouldHaveHad(String door, String target, String profile)
      throws IOException {
    Answer answer = ask(door, target, "");

    assertThat(answer.field("lakegate-error")).isNotEmpty();
    assertThat(answer.field("lakegate-profile")).isEqualTo(profile);
  }

  /** Where the named profile is not there, the answer is nobody's. */
  @ParameterizedTest
  @CsvSource({
    "data,   /@missing/api/2.0/x, ''",
    "data,   /api/2.0/x,          missing",
    "data,   /@away/api/2.0/x,    ours",
    "pinned, /@ours/api/2.0/x,    ''"
  })
  void route_profileThatIsNotThere_countsForNone(String door, String target, String field)
      throws IOException {
    Answer answer = ask(door, target, profileField(field));

    assertThat(answer.field("lakegate-error")).startsWith("PROFILE_");
    assertThat(answer.head()).doesNotContainIgnoringCase("lakegate-profile");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/2.0/x,        '', ''",
    "/api/2.0/x,        7,  7",
    "/@away/api/2.0/x,  '', 42",
    "/@away/api/2.0/x,  7,  42",
    "/@ours/api/2.0/x,  7,  7"
  })
  void route_workspaceId_theProfilesElseTheClients(String target, String sent, String seen)
      throws IOException {
    String field = sent.isEmpty() ? "" : "X-Databricks-Workspace-Id: " + sent + "\r\n";
    assertThat(ask("data", target, field).status()).isEqualTo(200);
    FakeOrigin.Call call =
        Stream.of(home, away).flatMap(origin -> origin.calls().stream()).toList().getFirst();
    assertThat(call.field("x-databricks-workspace-id")).isEqualTo(seen);
  }

  @Test
  void route_workspaceIdInAnotherSpelling_doesNotCrossBesideTheProfiles() throws IOException {
    Answer answer = ask("data", "/@away/api/2.0/x", "X_Databricks-Workspace_Id: 7\r\n");
    assertThat(answer.status()).isEqualTo(200);
    FakeOrigin.Call call = away.calls().getFirst();
    assertThat(call.field("x_databricks-workspace_id")).isEmpty();
    assertThat(call.field("x-databricks-workspace-id")).isEqualTo("42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/@DEFAULT"})
  void wellKnown_hostMetadata_isOursAndAtOnce(String prefix) throws IOException {
    Answer answer = ask("data", prefix + "/.well-known/databricks-config", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.field("content-type")).isEqualTo("application/json");
    assertThat(answer.field("lakegate-error")).isEmpty();
    JsonNode document = JSON.readTree(answer.body());
    assertThat(document.get("oidc_endpoint").textValue()).isEqualTo("http://localhost/oidc");
    assertThat(document.has("workspace_id")).isFalse();
    assertThat(home.calls()).isEmpty();
  }

  @Test
  void wellKnown_hostMetadata_hasTheIdsOfTheProfile() throws IOException {
    String path = "/.well-known/databricks-config";
    JsonNode named = JSON.readTree(ask("data", "/@away" + path, "").body());
    assertThat(named.get("workspace_id").textValue()).isEqualTo("42");
    assertThat(JSON.readTree(ask("pinned", path, "").body())).isEqualTo(named);
    JsonNode ours = JSON.readTree(ask("data", path, profileField("ours")).body());
    assertThat(ours.get("account_id").textValue())
        .isEqualTo("00000000-0000-4000-8000-000000000001");
  }

  @Test
  void wellKnown_oauthServer_pointsToUs() throws IOException {
    Answer answer = ask("data", "/oidc/.well-known/oauth-authorization-server?x=1", "");
    JsonNode document = JSON.readTree(answer.body());
    assertThat(document.get("issuer").textValue()).isEqualTo("http://localhost/oidc");
    assertThat(document.get("token_endpoint").textValue())
        .isEqualTo("http://localhost/oidc/v1/token");
    assertThat(home.calls()).isEmpty();
  }

  @Test
  void wellKnown_otherMethod_isToldWhichOnes() throws IOException {
    Answer answer = ask("data", "/oidc/v1/token", "");
    Refusal.of(answer).is(405, "METHOD_NOT_ALLOWED");
    assertThat(answer.field("allow")).isEqualTo("POST");
  }

  @Test
  void wellKnown_tokenEndpoint_knowsNoClients() throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "POST /oidc/v1/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 29\r\n\r\n"
              + "grant_type=client_credentials");
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(JSON.readTree(answer.body()).get("error").textValue()).isEqualTo("invalid_client");
      client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
    }
  }

  /** A token in the environment belongs to the default profile and to no other. */
  @Test
  void profileWithoutCredentials_doesNotBorrowThem() throws IOException {
    int before = away.calls().size();
    try (TestGateway all =
            TestGateway.gateway()
                .origin(home)
                .flag("profiles-from-file", "all")
                .profileFile("[bare]\nhost = " + away.url() + "\n")
                .start();
        RawClient client = RawClient.connect(all.port())) {
      client.send("GET /@bare/api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).contains("bare").doesNotContain("test-token");
      assertThat(away.calls()).hasSize(before);
    }
  }
}
