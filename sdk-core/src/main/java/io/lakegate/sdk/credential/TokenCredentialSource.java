package io.lakegate.sdk.credential;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.oauth.Token;
import io.lakegate.sdk.oauth.TokenSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Credentials made of one OAuth token. */
final class TokenCredentialSource implements CredentialSource {

  private final String authType;
  private final TokenSource tokens;
  private volatile @Nullable Made last;

  TokenCredentialSource(String authType, TokenSource tokens) {
    this.authType = authType;
    this.tokens = tokens;
  }

  @Override
  public String authType() {
    return authType;
  }

  @Override
  public Optional<Credential> ready() {
    Optional<Token> token = tokens.ready();
    return token.isPresent() ? make(token.get()).credential() : Optional.empty();
  }

  @Override
  public Optional<CredentialException> lastFailure() {
    return tokens.lastFailure();
  }

  @Override
  public CompletableFuture<Credential> obtain() {
    return converted(tokens.obtain());
  }

  @Override
  public CompletableFuture<Credential> replace(Credential rejected) {
    Optional<Token> held = tokens.held();
    boolean current =
        held.isPresent() && credential(held.get()).headers().equals(rejected.headers());
    return converted(current ? tokens.replace(held.get()) : tokens.obtain());
  }

  private CompletableFuture<Credential> converted(CompletableFuture<Token> token) {
    CompletableFuture<Credential> credential = new CompletableFuture<>();
    var _ =
        token.whenComplete(
            (value, error) -> {
              if (error != null) {
                credential.completeExceptionally(error);
              } else {
                credential.complete(credential(value));
              }
            });
    return credential;
  }

  private Credential credential(Token token) {
    return make(token).credential().orElseThrow();
  }

  private Made make(Token token) {
    Made made = last;
    if (made == null || !made.token().equals(token)) {
      String value = token.tokenType() + " " + token.accessToken();
      made = new Made(token, Optional.of(Credential.authorization(value, token.expiry())));
      last = made;
    }
    return made;
  }

  /** A credential and the token it was made of, so that it is made once. */
  private record Made(Token token, Optional<Credential> credential) {}
}
