package io.lakegate.gateway.check;

import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.credential.Outcome;
import io.lakegate.sdk.credential.Trial;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.oauth.WorkspaceLookup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Fetches a token and asks the origin whose it is, by SCIM's {@code Me}. One that is known and not
 * allowed to ask is accepted: that is a matter of permissions.
 */
final class OnlineTrial implements Trial {

  private static final String ME = "/api/2.0/preview/scim/v2/Me";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int FIRST_REDIRECT = 300;

  private final ResolvedConfig config;
  private final CredentialContext context;

  OnlineTrial(ResolvedConfig config, CredentialContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Optional<String> failure(Outcome.Chosen choice) {
    CredentialSource source = choice.source();
    Credential credential;
    URI host;
    try {
      credential = source.obtain().join();
      host = choice.lookup().map(WorkspaceLookup::find).or(config::host).orElseThrow();
    } catch (CompletionException e) {
      return Optional.of(reason(source.authType(), e.getCause() == null ? e : e.getCause()));
    } catch (CredentialException e) {
      return Optional.of(reason(source.authType(), e));
    }
    // Of an account no path is documented that tells whose a token is.
    return config.hostKind() == HostKind.ACCOUNT
        ? Optional.empty()
        : asked(host, source.authType(), credential);
  }

  /** Whose reason it is, the report says already. */
  private static String reason(String authType, Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    String prefix = authType + ": ";
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private Optional<String> asked(URI host, String authType, Credential credential) {
    URI uri = URI.create(host + ME);
    ApiRequest request =
        ApiRequest.get(uri, PATIENCE)
            .withHeader("User-Agent", context.userAgent().forOwnCalls(authType));
    for (HeaderField field : credential.headers()) {
      request = request.withHeader(field.name(), field.value());
    }
    try {
      return judged(uri, context.transport().send(request));
    } catch (TransportException e) {
      return Optional.of(uri + " cannot be reached: " + e.getMessage());
    }
  }

  private static Optional<String> judged(URI uri, ApiResponse response) {
    if (response.status() == UNAUTHORIZED) {
      return Optional.of("the origin rejected the credentials: " + uri + " answered 401");
    }
    if (response.status() < FIRST_REDIRECT && !isObject(response.body())) {
      return Optional.of(
          "%s answered %d, and not with a user; is it the address of a workspace?"
              .formatted(uri, response.status()));
    }
    boolean known = response.status() < FIRST_REDIRECT || response.status() == FORBIDDEN;
    return known
        ? Optional.empty()
        : Optional.of(uri + " answered " + response.status() + ", expected 200");
  }

  /** A page to log in, for example, is none. */
  private static boolean isObject(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).stripLeading().startsWith("{");
  }
}
