package io.lakegate.sdk.google;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.oauth.Token;
import java.util.List;
import java.util.Optional;

/**
 * Asks Google for tokens of a service account.
 *
 * <p>Threading: implementations are called by many threads at once and may block; callers are on
 * virtual threads.
 */
public interface GoogleTokens {

  /** Knows no way to Google. */
  GoogleTokens NONE =
      new GoogleTokens() {
        @Override
        public Token identity(GoogleAccount account, String audience) {
          throw none();
        }

        @Override
        public Token access(GoogleAccount account, List<String> scopes) {
          throw none();
        }

        private CredentialException none() {
          return new CredentialException("there is no way to Google here", true, Optional.empty());
        }
      };

  /**
   * Asks for an identity token.
   *
   * @param audience whom it is for
   * @throws CredentialException if there is none to be had, with Google's own words and no secret
   */
  Token identity(GoogleAccount account, String audience);

  /**
   * Asks for an access token.
   *
   * @param scopes what it may do, as addresses
   * @throws CredentialException if there is none to be had, with Google's own words and no secret
   */
  Token access(GoogleAccount account, List<String> scopes);
}
