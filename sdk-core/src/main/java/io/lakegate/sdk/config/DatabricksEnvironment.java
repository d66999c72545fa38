package io.lakegate.sdk.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A deployment of Databricks, told by the end of its host names.
 *
 * <p>Source: the environment tables of Databricks' SDKs. The order matters: the first match wins.
 */
public enum DatabricksEnvironment {
  /** Databricks' own development on AWS. */
  AWS_DEVELOPMENT(".dev.databricks.com", Cloud.AWS),
  /** Databricks' own staging on AWS. */
  AWS_STAGING(".staging.cloud.databricks.com", Cloud.AWS),
  /** AWS GovCloud. */
  AWS_GOVERNMENT(".cloud.databricks.us", Cloud.AWS),
  /** AWS GovCloud of the Department of Defense. */
  AWS_DEFENSE(".cloud.databricks.mil", Cloud.AWS),
  /** Databricks' own development on Azure. */
  AZURE_DEVELOPMENT(
      ".dev.azuredatabricks.net", AzureEnvironment.PUBLIC, "62a912ac-b58e-4c1d-89ea-b2dbfc7358fc"),
  /** Databricks' own staging on Azure. */
  AZURE_STAGING(
      ".staging.azuredatabricks.net",
      AzureEnvironment.PUBLIC,
      "4a67d088-db5c-48f1-9ff2-0aace800ae68"),
  /** Azure worldwide. */
  AZURE_PRODUCTION(
      ".azuredatabricks.net", AzureEnvironment.PUBLIC, "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
  /** Azure Government. */
  AZURE_GOVERNMENT(
      ".databricks.azure.us",
      AzureEnvironment.USGOVERNMENT,
      "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
  /** Azure in China. */
  AZURE_CHINA(
      ".databricks.azure.cn", AzureEnvironment.CHINA, "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
  /** Databricks' own development on Google Cloud. */
  GCP_DEVELOPMENT(".dev.gcp.databricks.com", Cloud.GCP),
  /** Databricks' own staging on Google Cloud. */
  GCP_STAGING(".staging.gcp.databricks.com", Cloud.GCP),
  /** Google Cloud. */
  GCP_PRODUCTION(".gcp.databricks.com", Cloud.GCP),
  /** AWS; also every host that ends like none of the others. */
  AWS_PRODUCTION(".cloud.databricks.com", Cloud.AWS);

  private final String dnsZone;
  private final Cloud cloud;
  private final Optional<AzureEnvironment> azure;
  private final String azureApplicationId;

  DatabricksEnvironment(String dnsZone, Cloud cloud) {
    this.dnsZone = dnsZone;
    this.cloud = cloud;
    this.azure = Optional.empty();
    this.azureApplicationId = "";
  }

  DatabricksEnvironment(String dnsZone, AzureEnvironment azure, String applicationId) {
    this.dnsZone = dnsZone;
    this.cloud = Cloud.AZURE;
    this.azure = Optional.of(azure);
    this.azureApplicationId = applicationId;
  }

  /** Finds the deployment of a host name. */
  static DatabricksEnvironment ofHost(String hostName) {
    String lower = hostName.toLowerCase(Locale.ROOT);
    for (DatabricksEnvironment environment : values()) {
      if (lower.endsWith(environment.dnsZone)) {
        return environment;
      }
    }
    return AWS_PRODUCTION;
  }

  /** Finds the production deployment in one of the Azure clouds. */
  static DatabricksEnvironment ofAzure(AzureEnvironment azure) {
    return switch (azure) {
      case USGOVERNMENT -> AZURE_GOVERNMENT;
      case CHINA -> AZURE_CHINA;
      case PUBLIC, GERMAN -> AZURE_PRODUCTION;
    };
  }

  /** Returns the end of its host names, with the dot. */
  public String dnsZone() {
    return dnsZone;
  }

  /** Returns who runs the machines. */
  public Cloud cloud() {
    return cloud;
  }

  /** Returns which of the Azure clouds, if it is on Azure. */
  public Optional<AzureEnvironment> azure() {
    return azure;
  }

  /** Returns the Entra application of Databricks there; empty if it is not on Azure. */
  public String azureApplicationId() {
    return azureApplicationId;
  }
}
