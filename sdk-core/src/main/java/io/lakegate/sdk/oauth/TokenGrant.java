package io.lakegate.sdk.oauth;

/** One way of getting a token. */
@FunctionalInterface
public interface TokenGrant {

  /**
   * Asks the issuer and waits for its answer. Called on a thread that may block.
   *
   * @throws io.lakegate.sdk.error.CredentialException if there is none to be had
   */
  Token request();
}
