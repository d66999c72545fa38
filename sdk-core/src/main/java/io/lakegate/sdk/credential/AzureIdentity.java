package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.NamedGrant;
import io.lakegate.sdk.oauth.TokenGrant;
import io.lakegate.sdk.oauth.TokenKey;
import io.lakegate.sdk.oauth.TokenSource;
import io.lakegate.sdk.oauth.WorkspaceLookup;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Somebody whom Entra knows, with tokens for each resource that Databricks wants to see one for.
 */
final class AzureIdentity {

  private final ResolvedConfig config;
  private final CredentialContext context;
  private final Owner owner;
  private final Function<String, TokenGrant> grants;

  /**
   * Creates the identity.
   *
   * @param owner whose tokens they are
   * @param grants gets a token for a resource
   */
  AzureIdentity(
      ResolvedConfig config,
      CredentialContext context,
      Owner owner,
      Function<String, TokenGrant> grants) {
    this.config = config;
    this.context = context;
    this.owner = owner;
    this.grants = grants;
  }

  /** The tokens for Databricks itself. */
  TokenSource databricks() {
    return tokens(config.databricksEnvironment().azureApplicationId());
  }

  /**
   * Chooses credentials of both tokens.
   *
   * @param managementOptional whether they are good without the second one where it is refused
   */
  Outcome chosen(boolean managementOptional) {
    TwoTokenSource.Parts parts =
        new TwoTokenSource.Parts(
            databricks(),
            tokens(config.azureEnvironment().serviceManagement().toString()),
            managementOptional,
            config.value(Attribute.AZURE_WORKSPACE_RESOURCE_ID));
    return new Outcome.Chosen(new TwoTokenSource(owner.authType(), parts), lookup());
  }

  private Optional<WorkspaceLookup> lookup() {
    return WorkspaceLookup.of(config, context.issuer(owner.authType()), this::grant);
  }

  private TokenSource tokens(String resource) {
    TokenKey key =
        new TokenKey(
            config.profile(),
            config.value(Attribute.HOST).orElse(""),
            owner.authority(),
            owner.authType(),
            owner.clientId(),
            resource,
            List.of(),
            "");
    return context.tokens().source(key, grant(resource));
  }

  private TokenGrant grant(String resource) {
    return new NamedGrant(owner.authType(), grants.apply(resource));
  }

  /**
   * Whose tokens they are.
   *
   * @param authType the authentication type
   * @param authority who gives them: the tenant's address, the machine's, or empty
   * @param clientId the application or identity, or empty
   */
  record Owner(String authType, String authority, String clientId) {}
}
