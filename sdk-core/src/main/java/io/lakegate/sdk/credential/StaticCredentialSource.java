package io.lakegate.sdk.credential;

import io.lakegate.sdk.error.CredentialException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A credential that is always the same and that nobody can renew but a person. */
final class StaticCredentialSource implements CredentialSource {

  private final String authType;
  private final Optional<Credential> credential;
  private final CredentialException rejection;

  /**
   * Creates the source.
   *
   * @param origin where the secret was configured, for the message when it is rejected
   */
  StaticCredentialSource(String authType, Credential credential, String origin) {
    this.authType = authType;
    this.credential = Optional.of(credential);
    String advice = ": the origin rejected it; replace the one from " + origin;
    this.rejection = new CredentialException(authType + advice, true, Optional.empty());
  }

  @Override
  public String authType() {
    return authType;
  }

  @Override
  public Optional<Credential> ready() {
    return credential;
  }

  @Override
  public Optional<CredentialException> lastFailure() {
    return Optional.empty();
  }

  @Override
  public CompletableFuture<Credential> obtain() {
    return CompletableFuture.completedFuture(credential.orElseThrow());
  }

  @Override
  public CompletableFuture<Credential> replace(Credential rejected) {
    return CompletableFuture.failedFuture(rejection);
  }
}
