package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.google.GoogleAccount;
import io.lakegate.sdk.google.GoogleTokens;
import io.lakegate.sdk.oauth.TokenGrant;
import io.lakegate.sdk.oauth.TokenKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the credentials of a Google service account: an identity token for the host, and beside it,
 * where Google gives one, an access token with which Databricks sees the account's own resources.
 *
 * <p>Source: the {@code google-credentials} and {@code google-id} types of the Databricks SDKs;
 * they too go on without the second token.
 */
final class GoogleCredentials {

  private static final String HEADER = "X-Databricks-GCP-SA-Access-Token";

  private static final List<String> SCOPES =
      List.of(
          "https://www.googleapis.com/auth/cloud-platform",
          "https://www.googleapis.com/auth/compute");

  private final String authType;
  private final ResolvedConfig config;
  private final CredentialContext context;

  GoogleCredentials(String authType, ResolvedConfig config, CredentialContext context) {
    this.authType = authType;
    this.config = config;
    this.context = context;
  }

  /**
   * Returns where the credentials of an account come from.
   *
   * @param name the account's name, as far as it is known
   * @param account the account, looked at whenever a token is needed
   */
  CredentialSource of(String name, Supplier<GoogleAccount> account) {
    GoogleTokens google = context.machine().google();
    String audience = Needs.value(config, Attribute.HOST);
    TokenGrant identity = named(() -> google.identity(account.get(), audience));
    TokenGrant access = named(() -> google.access(account.get(), SCOPES));
    return new TwoTokenSource(
        authType,
        new TwoTokenSource.Parts(
            context.tokens().source(key(name, audience, List.of()), identity),
            context.tokens().source(key(name, "", SCOPES), access),
            true,
            Optional.empty(),
            HEADER));
  }

  private TokenGrant named(TokenGrant grant) {
    return () -> {
      try {
        return grant.request();
      } catch (CredentialException e) {
        throw new CredentialException(
            authType + ": " + e.getMessage(), e.permanent(), e.retryAfter(), e.getCause());
      }
    };
  }

  private TokenKey key(String name, String audience, List<String> scopes) {
    return new TokenKey(
        config.profile(),
        Needs.value(config, Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID).orElse(""),
        authType,
        name,
        audience,
        scopes,
        "");
  }
}
