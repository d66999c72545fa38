package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.IssuerClient;
import io.lakegate.sdk.oauth.MsiGrant;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The managed identity of the machine of Azure that we run on. */
final class AzureMsiProvider implements CredentialProvider {

  /** Where Microsoft's own libraries look for another metadata service. */
  private static final String SERVICE = "AZURE_POD_IDENTITY_AUTHORITY_HOST";

  @Override
  public String authType() {
    return "azure-msi";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        StandardProviders.HOST_OR_RESOURCE,
        new Need.Enabled(Attribute.AZURE_USE_MSI),
        StandardProviders.ON_AZURE);
  }

  @Override
  public Standing standing() {
    return Standing.AMBIENT;
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    Optional<String> named = context.machine().variable(SERVICE);
    Optional<URI> service =
        named.isPresent() ? named.flatMap(MsiGrant::service) : Optional.of(MsiGrant.USUAL_SERVICE);
    return service
        .map(uri -> chosen(config, context, uri))
        .orElseGet(
            () ->
                new Outcome.Failed(
                    "%s is neither an https address nor an http address on this machine or its link"
                        .formatted(SERVICE)));
  }

  private Outcome chosen(ResolvedConfig config, CredentialContext context, URI service) {
    IssuerClient issuer = context.issuer(authType());
    MsiGrant.Identity identity =
        new MsiGrant.Identity(service, config.value(Attribute.AZURE_CLIENT_ID));
    AzureIdentity.Owner owner =
        new AzureIdentity.Owner(authType(), service.toString(), identity.clientId().orElse(""));
    return new AzureIdentity(
            config, context, owner, resource -> new MsiGrant(issuer, identity, resource))
        .chosen(false);
  }
}
