package io.lakegate.gateway.transport;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdTokenProvider.Option;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.google.GoogleAccount;
import io.lakegate.sdk.google.GoogleTokens;
import io.lakegate.sdk.http.HttpTransport;
import io.lakegate.sdk.oauth.Token;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Google's own library for tokens, over our transport. Nothing of it is kept between two questions:
 * tokens are cached elsewhere, and keys may change.
 *
 * <p><b>Threading:</b> any thread but an event loop.
 */
public final class GoogleLibrary implements GoogleTokens {

  private static final List<String> CLOUD =
      List.of("https://www.googleapis.com/auth/cloud-platform");

  /** The longest that needs no permission of its own; the SDKs ask for the same. */
  private static final int LIFE_SECONDS = 3600;

  private final HttpTransport transport;
  private final InstantSource clock;
  private final Function<String, @Nullable String> environment;
  private final TextFiles files;

  /**
   * Creates it.
   *
   * @param transport how Google is asked
   * @param clock the time
   * @param environment the process's variables, which may name the application default credentials
   * @param files reads them
   */
  public GoogleLibrary(
      HttpTransport transport,
      InstantSource clock,
      Function<String, @Nullable String> environment,
      TextFiles files) {
    this.transport = transport;
    this.clock = clock;
    this.environment = environment;
    this.files = files;
  }

  @Override
  public Token identity(GoogleAccount account, String audience) {
    return asked(
        http ->
            switch (account) {
              case GoogleAccount.Key key ->
                  serviceAccount(key, http).idTokenWithAudience(audience, List.of());
              case GoogleAccount.Impersonated one ->
                  impersonated(one, CLOUD, http)
                      .idTokenWithAudience(audience, List.of(Option.INCLUDE_EMAIL));
            });
  }

  @Override
  public Token access(GoogleAccount account, List<String> scopes) {
    return asked(
        http ->
            switch (account) {
              case GoogleAccount.Key key ->
                  serviceAccount(key, http).createScoped(scopes).refreshAccessToken();
              case GoogleAccount.Impersonated one ->
                  impersonated(one, scopes, http).refreshAccessToken();
            });
  }

  private Token asked(Question question) {
    GoogleHttp http = new GoogleHttp(transport);
    Instant now = clock.instant();
    AccessToken token;
    try {
      token = question.ask(http);
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw GoogleFailure.of(http.last(), e);
    }
    Optional<Instant> end = Optional.ofNullable(token.getExpirationTime()).map(Date::toInstant);
    return new Token(token.getTokenValue(), "Bearer", Optional.empty(), end, now);
  }

  private static ServiceAccountCredentials serviceAccount(GoogleAccount.Key key, GoogleHttp http)
      throws IOException {
    return ServiceAccountCredentials.fromStream(bytes(key.json()), () -> http);
  }

  private ImpersonatedCredentials impersonated(
      GoogleAccount.Impersonated account, List<String> scopes, GoogleHttp http) throws IOException {
    GoogleCredentials own = ambient(http);
    return ImpersonatedCredentials.create(
        own.createScopedRequired() ? own.createScoped(CLOUD) : own,
        account.email(),
        List.of(),
        scopes,
        LIFE_SECONDS,
        () -> http);
  }

  /**
   * The application default credentials, in the order of Google's documentation: the file that the
   * environment names, the one that gcloud writes, the machine's own account. Looked for here and
   * not by the library, which would read another environment than ours.
   */
  private GoogleCredentials ambient(GoogleHttp http) throws IOException {
    Optional<String> named = variable("GOOGLE_APPLICATION_CREDENTIALS");
    if (named.isPresent()) {
      String text =
          read(named.get())
              .orElseThrow(
                  () ->
                      new CredentialException(
                          "GOOGLE_APPLICATION_CREDENTIALS names a file that is not there",
                          true,
                          Optional.empty()));
      return GoogleCredentials.fromStream(bytes(text), () -> http);
    }
    Optional<String> folder =
        variable("CLOUDSDK_CONFIG")
            .or(() -> variable("HOME").map(home -> home + "/.config/gcloud"));
    Optional<String> text =
        folder.flatMap(place -> read(place + "/application_default_credentials.json"));
    return text.isPresent()
        ? GoogleCredentials.fromStream(bytes(text.get()), () -> http)
        : ComputeEngineCredentials.newBuilder().setHttpTransportFactory(() -> http).build();
  }

  private Optional<String> read(String path) {
    try {
      return files.read(path);
    } catch (UncheckedIOException e) {
      throw new CredentialException(
          "the application default credentials at " + path + " cannot be read",
          true,
          Optional.empty(),
          e);
    }
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isEmpty());
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What the library is asked, over a transport that remembers how it ended. */
  @FunctionalInterface
  private interface Question {
    AccessToken ask(GoogleHttp http) throws IOException;
  }
}
