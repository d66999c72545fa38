package io.lakegate.sdk.credential;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.oauth.Token;
import io.lakegate.sdk.oauth.TokenSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Credentials made of two tokens: one for Databricks, and one for the cloud that it runs on, by
 * which Databricks recognises an identity that is no user of the workspace. Each is cached and
 * renewed on its own.
 *
 * <p>Source: the headers that the Databricks SDKs send for the types of Azure and Google.
 */
final class TwoTokenSource implements CredentialSource {

  private static final String AUTHORIZATION = "Authorization";
  private static final String MANAGEMENT = "X-Databricks-Azure-SP-Management-Token";
  private static final String RESOURCE = "X-Databricks-Azure-Workspace-Resource-Id";

  private final String authType;
  private final Parts parts;
  private volatile @Nullable Made last;

  TwoTokenSource(String authType, Parts parts) {
    this.authType = authType;
    this.parts = parts;
  }

  @Override
  public String authType() {
    return authType;
  }

  @Override
  public Optional<Credential> ready() {
    Optional<Token> databricks = parts.databricks().ready();
    if (databricks.isEmpty()) {
      return Optional.empty();
    }
    Optional<Token> management = parts.management().ready();
    return management.isPresent()
        ? make(databricks.get(), management).credential()
        : readyWithout(databricks.get());
  }

  /** One that is refused and may be missing is asked for again with each new token. */
  private Optional<Credential> readyWithout(Token databricks) {
    if (!parts.managementOptional() || parts.management().lastFailure().isEmpty()) {
      return Optional.empty();
    }
    Made before = last;
    if (before == null || !before.isOf(databricks, Optional.empty())) {
      var _ = parts.management().obtain();
    }
    return make(databricks, Optional.empty()).credential();
  }

  @Override
  public Optional<CredentialException> lastFailure() {
    Optional<CredentialException> failure = parts.databricks().lastFailure();
    return failure.isPresent() || parts.managementOptional()
        ? failure
        : parts.management().lastFailure();
  }

  @Override
  public CompletableFuture<Credential> obtain() {
    return joined(
        parts.databricks().obtain(),
        settled(parts.management().obtain(), parts.managementOptional(), Optional.empty()));
  }

  /**
   * Renews those of the two that were sent: which of them it minds, the origin does not tell. Where
   * only the management token cannot be renewed, the one that is held goes on.
   */
  @Override
  public CompletableFuture<Credential> replace(Credential rejected) {
    Optional<Token> held = parts.management().ready();
    return joined(
        renewed(parts.databricks(), AUTHORIZATION, rejected),
        settled(
            renewed(parts.management(), parts.header(), rejected),
            held.isPresent() || parts.managementOptional(),
            held));
  }

  private static CompletableFuture<Token> renewed(
      TokenSource source, String name, Credential rejected) {
    Optional<Token> sent =
        source
            .held()
            .filter(
                token -> rejected.headers().contains(new HeaderField(name, value(name, token))));
    return sent.isPresent() ? source.replace(sent.get()) : source.obtain();
  }

  /** Completes with the token; where it may fail, with what there is instead. */
  private static CompletableFuture<Optional<Token>> settled(
      CompletableFuture<Token> token, boolean mayFail, Optional<Token> instead) {
    CompletableFuture<Optional<Token>> settled = new CompletableFuture<>();
    var _ =
        token.whenComplete(
            (value, error) -> {
              if (error == null) {
                settled.complete(Optional.of(value));
              } else if (mayFail) {
                settled.complete(instead);
              } else {
                settled.completeExceptionally(error);
              }
            });
    return settled;
  }

  /** Waits for both, and fails as the first one did if both do. */
  private CompletableFuture<Credential> joined(
      CompletableFuture<Token> databricks, CompletableFuture<Optional<Token>> management) {
    CompletableFuture<Credential> credential = new CompletableFuture<>();
    var _ =
        databricks.whenComplete(
            (token, error) -> {
              if (error == null) {
                follow(management, credential, token);
              } else {
                credential.completeExceptionally(error);
              }
            });
    return credential;
  }

  private void follow(
      CompletableFuture<Optional<Token>> management,
      CompletableFuture<Credential> credential,
      Token databricks) {
    var _ =
        management.whenComplete(
            (token, error) -> {
              if (error == null) {
                credential.complete(make(databricks, token).credential().orElseThrow());
              } else {
                credential.completeExceptionally(error);
              }
            });
  }

  private Made make(Token databricks, Optional<Token> management) {
    Made made = last;
    if (made == null || !made.isOf(databricks, management)) {
      made = new Made(databricks, management, Optional.of(credential(databricks, management)));
      last = made;
    }
    return made;
  }

  private Credential credential(Token databricks, Optional<Token> management) {
    List<HeaderField> fields = new ArrayList<>();
    fields.add(new HeaderField(AUTHORIZATION, value(AUTHORIZATION, databricks)));
    management.ifPresent(
        token -> fields.add(new HeaderField(parts.header(), value(parts.header(), token))));
    parts.resourceId().ifPresent(id -> fields.add(new HeaderField(RESOURCE, id)));
    Optional<Instant> end =
        Stream.concat(databricks.expiry().stream(), management.flatMap(Token::expiry).stream())
            .min(Instant::compareTo);
    return new Credential(fields, end);
  }

  private static String value(String name, Token token) {
    return name.equals(AUTHORIZATION)
        ? token.tokenType() + " " + token.accessToken()
        : token.accessToken();
  }

  /**
   * What the credentials are made of.
   *
   * @param databricks the tokens for Databricks itself
   * @param management the tokens for the management of Azure
   * @param managementOptional whether the credentials are good without the second token where it is
   *     refused
   * @param resourceId the Azure resource id of the workspace, if it is configured
   * @param header the field for the second token
   */
  record Parts(
      TokenSource databricks,
      TokenSource management,
      boolean managementOptional,
      Optional<String> resourceId,
      String header) {

    Parts {
      Objects.requireNonNull(databricks, "databricks");
      Objects.requireNonNull(management, "management");
      Objects.requireNonNull(resourceId, "resourceId");
      Objects.requireNonNull(header, "header");
    }

    /** Makes those of Azure. */
    Parts(
        TokenSource databricks,
        TokenSource management,
        boolean managementOptional,
        Optional<String> resourceId) {
      this(databricks, management, managementOptional, resourceId, MANAGEMENT);
    }
  }

  /** A credential and the tokens it was made of, so that it is made once. */
  private record Made(
      Token databricks, Optional<Token> management, Optional<Credential> credential) {

    boolean isOf(Token first, Optional<Token> second) {
      return databricks.equals(first) && management.equals(second);
    }
  }
}
