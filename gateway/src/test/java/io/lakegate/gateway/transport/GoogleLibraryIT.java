package io.lakegate.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.GoogleKey;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.google.GoogleAccount;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.HttpTransport;
import io.lakegate.sdk.oauth.Token;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Google's library over real sockets. Its own addresses are fixed, so that what goes to {@code
 * googleapis.com} is led to the loopback port on which Google is played.
 */
final class GoogleLibraryIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GoogleKey KEY = GoogleKey.create();
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = Instant.parse("2099-01-01T00:00:00Z");
  private static final String AUDIENCE = "https://1.2.gcp.databricks.com";
  private static final String ROBOT = "other@project.iam.gserviceaccount.com";
  private static final List<String> SCOPES = List.of("https://scope/a", "https://scope/b");
  private static final String FOLDER = "/home/ann/.config/gcloud/";

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final FakeOrigin google;

  /** One request to Google. */
  private record Asked(String line, String authorization, String body) {

    SequencedMap<String, String> form() {
      SequencedMap<String, String> form = new LinkedHashMap<>();
      for (String pair : body.split("&")) {
        String[] parts = pair.split("=", 2);
        form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
      return form;
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }
  }

  GoogleLibraryIT() throws IOException {
    google =
        FakeOrigin.start(
            call -> {
              String body = new String(call.readBody(), StandardCharsets.UTF_8);
              asked.add(new Asked(call.requestLine(), call.field("authorization"), body));
              call.send(answers.removeFirst());
            });
    environment.put("HOME", "/home/ann");
  }

  @AfterEach
  void stop() throws IOException {
    google.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private GoogleAccount key() {
    return new GoogleAccount.Key(KEY.json(google.url().resolve("/token")));
  }

  private GoogleLibrary library() {
    return library(new Rerouted(new VertxTransport(vertx), google.url()));
  }

  private GoogleLibrary library(HttpTransport transport) {
    return new GoogleLibrary(
        transport,
        InstantSource.fixed(NOW),
        environment::get,
        path -> Optional.ofNullable(files.get(path)));
  }

  /** Leads what would go to Google to a port of this machine. */
  private record Rerouted(HttpTransport to, URI google) implements HttpTransport {
    @Override
    public ApiResponse send(ApiRequest request) {
      URI uri = request.uri();
      boolean elsewhere = !"127.0.0.1".equals(uri.getHost());
      URI there =
          elsewhere ? google.resolve("/" + uri.getHost() + uri.getRawPath()) : request.uri();
      return to.send(
          new ApiRequest(
              request.method(), there, request.headers(), request.body(), request.timeout()));
    }
  }

  private void answers(int status, String body) {
    answers.add(
        "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, body.length(), body));
  }

  private static String access(String token) {
    return "{\"access_token\":\"" + token + "\",\"expires_in\":3600,\"token_type\":\"Bearer\"}";
  }

  @Test
  void identity_key_signedAssertionForTheAudience() {
    String token = GoogleKey.idToken(AUDIENCE, "one", END);
    answers(200, "{\"id_token\":\"" + token + "\"}");

    assertThat(library().identity(key(), AUDIENCE))
        .isEqualTo(new Token(token, "Bearer", Optional.empty(), Optional.of(END), NOW));
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().line()).isEqualTo("POST /token HTTP/1.1");
    assertThat(asked.getFirst().authorization()).isEmpty();
    SequencedMap<String, String> form = asked.getFirst().form();
    assertThat(form).containsOnlyKeys("grant_type", "assertion");
    assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    JsonNode claims = KEY.claims(form.getOrDefault("assertion", ""));
    assertThat(claims.path("iss").asText()).isEqualTo(GoogleKey.EMAIL);
    assertThat(claims.path("target_audience").asText()).isEqualTo(AUDIENCE);
    assertThat(claims.path("aud").asText()).startsWith("http");
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3600);
    assertThat(claims.has("scope")).isFalse();
  }

  @Test
  void access_key_signedAssertionForTheScopes() {
    answers(200, access("a0"));

    Token token = library().access(key(), SCOPES);

    assertThat(token.accessToken()).isEqualTo("a0");
    assertThat(token.expiry()).isPresent();
    assertThat(asked.getFirst().line()).isEqualTo("POST /token HTTP/1.1");
    JsonNode claims = KEY.claims(asked.getFirst().form().getOrDefault("assertion", ""));
    assertThat(claims.path("iss").asText()).isEqualTo(GoogleKey.EMAIL);
    assertThat(claims.path("scope").asText()).isEqualTo(String.join(" ", SCOPES));
    assertThat(claims.has("target_audience")).isFalse();
  }

  @Test
  void access_passingTrouble_triedAgain() {
    answers(503, "{}");
    answers(200, access("a0"));

    assertThat(library().access(key(), SCOPES).accessToken()).isEqualTo("a0");
    assertThat(asked).hasSize(2);
  }

  /** Where the application default credentials lie. */
  record Ambient(String name, Map<String, String> environment, String path) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Ambient> ambients() {
    String name = "application_default_credentials.json";
    return Stream.of(
        new Ambient("gcloud's", Map.of(), FOLDER + name),
        new Ambient("gcloud's elsewhere", Map.of("CLOUDSDK_CONFIG", "/x"), "/x/" + name),
        new Ambient("named", Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/k.json"), "/k.json"));
  }

  @ParameterizedTest
  @MethodSource("ambients")
  void identity_impersonated_ownTokenFirstAndThenTheAccounts(Ambient row) {
    environment.putAll(row.environment());
    files.put(row.path(), KEY.json(google.url().resolve("/token")));
    String token = GoogleKey.idToken(AUDIENCE, "one", END);
    answers(200, access("own"));
    answers(200, "{\"token\":\"" + token + "\"}");

    assertThat(library().identity(new GoogleAccount.Impersonated(ROBOT), AUDIENCE))
        .isEqualTo(new Token(token, "Bearer", Optional.empty(), Optional.of(END), NOW));
    assertThat(asked)
        .extracting(Asked::line)
        .containsExactly(
            "POST /token HTTP/1.1",
            "POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/"
                + ROBOT
                + ":generateIdToken HTTP/1.1");
    assertThat(KEY.claims(asked.getFirst().form().getOrDefault("assertion", "")).path("scope"))
        .hasToString("\"https://www.googleapis.com/auth/cloud-platform\"");
    assertThat(asked.getLast().authorization()).isEqualTo("Bearer own");
    assertThat(asked.getLast().json())
        .hasToString(
            "{\"audience\":\"%s\",\"includeEmail\":true,\"delegates\":[]}".formatted(AUDIENCE));
  }

  @Test
  void access_impersonated_anHourForTheScopes() {
    files.put(
        FOLDER + "application_default_credentials.json", KEY.json(google.url().resolve("/token")));
    answers(200, access("own"));
    answers(200, "{\"accessToken\":\"a0\",\"expireTime\":\"2099-01-01T00:00:00Z\"}");

    assertThat(library().access(new GoogleAccount.Impersonated(ROBOT), SCOPES))
        .isEqualTo(new Token("a0", "Bearer", Optional.empty(), Optional.of(END), NOW));
    assertThat(asked.getLast().line())
        .isEqualTo(
            "POST /iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/"
                + ROBOT
                + ":generateAccessToken HTTP/1.1");
    assertThat(asked.getLast().authorization()).isEqualTo("Bearer own");
    assertThat(asked.getLast().json().path("scope"))
        .hasToString("[\"https://scope/a\",\"https://scope/b\"]");
    assertThat(asked.getLast().json().path("lifetime").asText()).isEqualTo("3600s");
  }

  @Test
  void identity_noFile_theMachinesOwnAccount() {
    String token = GoogleKey.idToken(AUDIENCE, "one", END);
    answers(404, "");
    answers(200, access("own"));
    answers(200, "{\"token\":\"" + token + "\"}");

    library().identity(new GoogleAccount.Impersonated(ROBOT), AUDIENCE);

    assertThat(asked).extracting(Asked::line).hasSize(3);
    assertThat(asked.get(0).line()).contains("/computeMetadata/v1/universe/");
    assertThat(asked.get(1).line())
        .startsWith(
            "GET /metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token");
    assertThat(asked.get(2).authorization()).isEqualTo("Bearer own");
  }

  /** What Google answers, and what the caller is told. */
  record Refused(String name, int status, String body, boolean permanent, String message) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refusals() {
    return Stream.of(
        new Refused(
            "no such account",
            400,
            "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}",
            true,
            "/token answered 400: invalid_grant: Invalid JWT Signature."),
        new Refused(
            "an API's shape",
            403,
            "{\"error\":{\"code\":403,\"message\":\"Permission\\n denied\",\"status\":\"PERMISSION_DENIED\"}}",
            true,
            "/token answered 403: PERMISSION_DENIED: Permission denied"),
        new Refused("a proxy's page", 407, "<html>", true, "/token answered 407"),
        new Refused("a redirect", 302, "", true, "/token answered 302"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void access_refused_saysWhatGoogleSaid(Refused row) {
    answers(row.status(), row.body());

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> library().access(key(), SCOPES))
        .satisfies(e -> assertThat(e).hasMessage(google.url() + row.message()))
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  @Test
  void access_anotherAnswerThanExpected_isNotQuoted() {
    answers(200, "{\"canary\":1}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> library().access(key(), SCOPES))
        .withMessage(google.url() + "/token answered 200 with something else than expected")
        .withNoCause()
        .satisfies(e -> assertThat(e.permanent()).isFalse());
  }

  @Test
  void access_googleIsAway_saysSoAndNotForGood() throws IOException {
    GoogleAccount account = key();
    google.close();

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> library().access(account, SCOPES))
        .withMessageStartingWith("cannot reach " + google.url() + "/token: ")
        .satisfies(e -> assertThat(e.permanent()).isFalse());
  }

  @Test
  void access_keyOfAnotherKind_saysSoForGood() {
    GoogleAccount account =
        new GoogleAccount.Key("{\"type\":\"service_account\",\"private_key\":\"canary\"}");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> library().access(account, SCOPES))
        .withMessageStartingWith("Google's library gave no token: ")
        .satisfies(e -> assertThat(e.permanent()).isTrue())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
    assertThat(asked).isEmpty();
  }

  @Test
  void access_namedFileIsMissing_saysSoForGood() {
    environment.put("GOOGLE_APPLICATION_CREDENTIALS", "/none.json");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> library().access(new GoogleAccount.Impersonated(ROBOT), SCOPES))
        .withMessage("GOOGLE_APPLICATION_CREDENTIALS names a file that is not there")
        .satisfies(e -> assertThat(e.permanent()).isTrue());
  }

  @Test
  void access_nobodyIsLoggedInAndThisIsNoMachineOfGoogles_saysHowToLogIn() {
    HttpTransport nowhere =
        request -> {
          throw new TransportException(
              TransportException.Phase.DNS, false, "unknown host " + request.uri().getHost(), null);
        };

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> library(nowhere).access(new GoogleAccount.Impersonated(ROBOT), SCOPES))
        .withMessageContaining("unknown host metadata.google.internal; set")
        .withMessageContaining("gcloud auth application-default login")
        .satisfies(e -> assertThat(e.permanent()).isTrue());
  }
}
