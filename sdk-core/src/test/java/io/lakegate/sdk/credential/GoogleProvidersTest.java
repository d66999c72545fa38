package io.lakegate.sdk.credential;

import static io.lakegate.sdk.credential.ScriptedPrograms.chosen;
import static io.lakegate.sdk.credential.ScriptedPrograms.config;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.google.GoogleAccount;
import io.lakegate.sdk.google.GoogleTokens;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.oauth.Token;
import io.lakegate.sdk.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What Google is asked for, and what becomes of what it gives. */
final class GoogleProvidersTest {

  private static final String HOST = "https://1.2.gcp.databricks.com";
  private static final String KEY = "{\"client_email\":\"a@b\",\"n\":1}";
  private static final String SCOPES =
      "[https://www.googleapis.com/auth/cloud-platform, https://www.googleapis.com/auth/compute]";

  private final ScriptedPrograms programs = new ScriptedPrograms();
  private final Map<String, String> files = new HashMap<>();
  private final FakeGoogle google = new FakeGoogle();

  private CredentialContext context() {
    return programs.context(google, files);
  }

  private static ResolvedConfig key(String value) {
    return config(Map.of(Attribute.HOST, HOST, Attribute.GOOGLE_CREDENTIALS, value));
  }

  @Test
  void googleCredentials_key_bothTokensInTheirFields() {
    CredentialSource source =
        chosen(new GoogleCredentialsProvider().configure(key(KEY), context()));

    Credential credential = source.obtain().join();

    assertThat(credential.headers())
        .containsExactly(
            new HeaderField("Authorization", "Bearer id1"),
            new HeaderField("X-Databricks-GCP-SA-Access-Token", "access2"));
    assertThat(credential.expiry()).contains(MutableClock.START.plusSeconds(1_800));
    assertThat(google.asked)
        .containsExactly(
            new GoogleAccount.Key(KEY) + KEY + " for " + HOST,
            new GoogleAccount.Key(KEY) + KEY + " for " + SCOPES);
    assertThat(source.authType()).isEqualTo("google-credentials");
  }

  @Test
  void googleCredentials_file_readAgainForEachToken() {
    files.put("/key.json", KEY);
    CredentialSource source =
        chosen(new GoogleCredentialsProvider().configure(key("/key.json"), context()));
    Credential before = source.obtain().join();
    files.put("/key.json", KEY.replace("1", "2"));

    Credential after = source.replace(before).join();

    assertThat(after.headers()).doesNotContainAnyElementsOf(before.headers());
    assertThat(google.asked.getLast()).contains("\"n\":2");
  }

  @Test
  void googleCredentials_fileGone_saysSoForGood() {
    files.put("/key.json", KEY);
    CredentialSource source =
        chosen(new GoogleCredentialsProvider().configure(key("/key.json"), context()));
    files.clear();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(source.obtain()::join)
        .extracting(Throwable::getCause)
        .isInstanceOfSatisfying(
            CredentialException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "google-credentials: google_credentials from argument is neither the key of"
                          + " a service account as JSON nor a file with one");
              assertThat(e.permanent()).isTrue();
            });
  }

  @Test
  void googleId_account_isImpersonated() {
    ResolvedConfig config =
        config(Map.of(Attribute.HOST, HOST, Attribute.GOOGLE_SERVICE_ACCOUNT, "a@b"));

    CredentialSource source = chosen(new GoogleIdProvider().configure(config, context()));

    assertThat(source.obtain().join().headers()).hasSize(2);
    assertThat(google.asked)
        .containsExactly(
            "Impersonated[email=a@b] for " + HOST, "Impersonated[email=a@b] for " + SCOPES);
  }

  @Test
  void obtain_noAccessToken_goesOnWithoutIt() {
    google.withoutAccess = true;
    CredentialSource source =
        chosen(new GoogleCredentialsProvider().configure(key(KEY), context()));

    assertThat(source.obtain().join().headers())
        .containsExactly(new HeaderField("Authorization", "Bearer id1"));
    assertThat(source.ready()).isPresent();
  }

  @Test
  void obtain_noWayToGoogle_namesTheType() {
    CredentialSource source =
        chosen(
            new GoogleCredentialsProvider()
                .configure(key(KEY), programs.context(GoogleTokens.NONE, files)));

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(source.obtain()::join)
        .withMessageContaining("google-credentials: there is no way to Google here");
  }

  /** Hands out numbered tokens. */
  private final class FakeGoogle implements GoogleTokens {

    private final List<String> asked = new ArrayList<>();
    private boolean withoutAccess;

    @Override
    public Token identity(GoogleAccount account, String audience) {
      return token("id", account, audience, Duration.ofHours(1));
    }

    @Override
    public Token access(GoogleAccount account, List<String> scopes) {
      if (withoutAccess) {
        throw new CredentialException("no", false, Optional.empty());
      }
      return token("access", account, scopes.toString(), Duration.ofMinutes(30));
    }

    private Token token(String name, GoogleAccount account, String whatFor, Duration life) {
      String key = account instanceof GoogleAccount.Key held ? held.json() : "";
      asked.add(account + key + " for " + whatFor);
      return new Token(
          name + asked.size(),
          "Bearer",
          Optional.empty(),
          Optional.of(programs.clock.instant().plus(life)),
          programs.clock.instant());
    }
  }
}
