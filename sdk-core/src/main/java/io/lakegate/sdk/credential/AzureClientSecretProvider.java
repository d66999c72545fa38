package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.EntraClient;
import io.lakegate.sdk.oauth.EntraGrant;
import io.lakegate.sdk.oauth.EntraTenant;
import io.lakegate.sdk.oauth.IssuerClient;
import java.net.URI;
import java.util.List;

/** A service principal with a secret of Entra. */
final class AzureClientSecretProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "azure-client-secret";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        StandardProviders.HOST_OR_RESOURCE,
        new Need.Value(Attribute.AZURE_CLIENT_ID),
        new Need.Value(Attribute.AZURE_CLIENT_SECRET),
        new Need.OneOf(List.of(Attribute.AZURE_TENANT_ID, Attribute.HOST)),
        StandardProviders.ON_AZURE);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    IssuerClient issuer = context.issuer(authType());
    EntraTenant tenant = tenant(config, issuer, "/aad/auth");
    EntraClient client =
        new EntraClient.Secret(
            Needs.value(config, Attribute.AZURE_CLIENT_ID),
            Needs.value(config, Attribute.AZURE_CLIENT_SECRET));
    return new AzureIdentity(
            config,
            context,
            new AzureIdentity.Owner(authType(), authority(config), client.id()),
            resource -> new EntraGrant(issuer, tenant, client, resource))
        .chosen(false);
  }

  /**
   * The tenant of a configuration.
   *
   * @param loginPath the path at which the host sends people on to their tenant's login
   */
  static EntraTenant tenant(ResolvedConfig config, IssuerClient issuer, String loginPath) {
    EntraTenant.Clues clues =
        new EntraTenant.Clues(
            config.value(Attribute.AZURE_TENANT_ID),
            config.host().map(host -> URI.create(host + loginPath)));
    return new EntraTenant(issuer, config.azureEnvironment().activeDirectory(), clues);
  }

  /** What tells the tokens of one tenant from those of another. */
  static String authority(ResolvedConfig config) {
    return config.azureEnvironment().activeDirectory()
        + config.value(Attribute.AZURE_TENANT_ID).orElse("");
  }
}
