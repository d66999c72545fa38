package io.lakegate.sdk.credential;

import static io.lakegate.sdk.config.Attribute.AZURE_WORKSPACE_RESOURCE_ID;
import static io.lakegate.sdk.config.Attribute.HOST;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.Cloud;
import java.util.List;

/**
 * Every authentication type, in the order in which they are tried: what was configured for
 * Databricks, then what was configured for a cloud, then what is merely found on the machine.
 */
final class StandardProviders {

  static final Need HOST_OR_RESOURCE = new Need.OneOf(List.of(HOST, AZURE_WORKSPACE_RESOURCE_ID));
  static final Need ON_AZURE = new Need.On(Cloud.AZURE);
  static final Need ON_GCP = new Need.On(Cloud.GCP);

  private StandardProviders() {}

  static List<CredentialProvider> inOrder() {
    return List.of(
        new PatProvider(),
        new BasicProvider(),
        new OauthM2mProvider(),
        FederationProvider.env(),
        FederationProvider.file(),
        FederationProvider.github(),
        FederationProvider.azureDevops(),
        new GithubOidcAzureProvider(),
        new AzureClientSecretProvider(),
        new AzureMsiProvider(),
        new GoogleCredentialsProvider(),
        new GoogleIdProvider(),
        new MetadataServiceProvider(),
        new AzureCliProvider(),
        new DatabricksCliProvider(),
        DeclaredProvider.byName("external-browser", value(HOST)),
        new CommandProvider());
  }

  private static Need value(Attribute attribute) {
    return new Need.Value(attribute);
  }
}
