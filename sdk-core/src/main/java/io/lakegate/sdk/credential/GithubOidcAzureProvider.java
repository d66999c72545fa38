package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.EntraClient;
import io.lakegate.sdk.oauth.EntraGrant;
import io.lakegate.sdk.oauth.EntraTenant;
import io.lakegate.sdk.oauth.IssuerClient;
import java.util.List;

/**
 * A service principal of Entra that trusts a job of GitHub Actions. It shows one token only, as in
 * the Databricks SDKs: that of Azure's management is not asked for.
 */
final class GithubOidcAzureProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "github-oidc-azure";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need.Value(Attribute.HOST),
        new Need.Value(Attribute.AZURE_CLIENT_ID),
        new Need.Value(Attribute.ACTIONS_ID_TOKEN_REQUEST_URL),
        new Need.Value(Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN),
        StandardProviders.ON_AZURE);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    IssuerClient issuer = context.issuer(authType());
    EntraTenant tenant =
        AzureClientSecretProvider.tenant(config, issuer, "/oidc/oauth2/v2.0/authorize");
    EntraClient client =
        new EntraClient.Federated(
            Needs.value(config, Attribute.AZURE_CLIENT_ID),
            FederationProvider.githubJob(config, issuer));
    AzureIdentity identity =
        new AzureIdentity(
            config,
            context,
            new AzureIdentity.Owner(
                authType(), AzureClientSecretProvider.authority(config), client.id()),
            resource -> new EntraGrant(issuer, tenant, client, resource));
    return new Outcome.Chosen(new TokenCredentialSource(authType(), identity.databricks()));
  }
}
