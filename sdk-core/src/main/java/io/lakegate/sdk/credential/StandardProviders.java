package io.lakegate.sdk.credential;

import static io.lakegate.sdk.config.Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN;
import static io.lakegate.sdk.config.Attribute.ACTIONS_ID_TOKEN_REQUEST_URL;
import static io.lakegate.sdk.config.Attribute.AZURE_CLIENT_ID;
import static io.lakegate.sdk.config.Attribute.AZURE_CLIENT_SECRET;
import static io.lakegate.sdk.config.Attribute.AZURE_TENANT_ID;
import static io.lakegate.sdk.config.Attribute.AZURE_USE_MSI;
import static io.lakegate.sdk.config.Attribute.AZURE_WORKSPACE_RESOURCE_ID;
import static io.lakegate.sdk.config.Attribute.HOST;
import static io.lakegate.sdk.config.Attribute.OIDC_TOKEN_FILEPATH;

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

  private static final String MAP_IT = "map it as SYSTEM_ACCESSTOKEN: $(System.AccessToken)";

  private StandardProviders() {}

  static List<CredentialProvider> inOrder() {
    return List.of(
        new PatProvider(),
        new BasicProvider(),
        new OauthM2mProvider(),
        DeclaredProvider.configured("env-oidc", value(HOST), new Need.IdTokenVariable()),
        DeclaredProvider.configured(
            "file-oidc",
            value(HOST),
            value(OIDC_TOKEN_FILEPATH),
            new Need.Content(OIDC_TOKEN_FILEPATH)),
        DeclaredProvider.configured(
            "github-oidc",
            value(HOST),
            value(ACTIONS_ID_TOKEN_REQUEST_URL),
            value(ACTIONS_ID_TOKEN_REQUEST_TOKEN),
            new Need.FederatedClient()),
        DeclaredProvider.configured(
            "azure-devops-oidc",
            value(HOST),
            new Need.Variable("SYSTEM_ACCESSTOKEN", MAP_IT),
            variable("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI"),
            variable("SYSTEM_TEAMPROJECTID"),
            variable("SYSTEM_PLANID"),
            variable("SYSTEM_JOBID"),
            variable("SYSTEM_HOSTTYPE"),
            new Need.FederatedClient()),
        DeclaredProvider.configured(
            "github-oidc-azure",
            value(HOST),
            value(AZURE_CLIENT_ID),
            value(ACTIONS_ID_TOKEN_REQUEST_URL),
            value(ACTIONS_ID_TOKEN_REQUEST_TOKEN),
            ON_AZURE),
        DeclaredProvider.configured(
            "azure-client-secret",
            HOST_OR_RESOURCE,
            value(AZURE_CLIENT_ID),
            value(AZURE_CLIENT_SECRET),
            new Need.OneOf(List.of(AZURE_TENANT_ID, HOST)),
            ON_AZURE),
        DeclaredProvider.ambient(
            "azure-msi", HOST_OR_RESOURCE, new Need.Enabled(AZURE_USE_MSI), ON_AZURE),
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

  private static Need variable(String name) {
    return new Need.Variable(name, "");
  }
}
