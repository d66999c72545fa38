package io.lakegate.sdk.config;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * One of the separate Azure clouds, with the addresses that differ between them.
 *
 * <p>Source: Microsoft's table of national clouds, as Databricks' SDKs carry it.
 */
public enum AzureEnvironment {
  /** The worldwide cloud. */
  PUBLIC(
      "https://management.core.windows.net/",
      "https://management.azure.com/",
      "https://login.microsoftonline.com/"),
  /** The cloud of the United States' government. */
  USGOVERNMENT(
      "https://management.core.usgovcloudapi.net/",
      "https://management.usgovcloudapi.net/",
      "https://login.microsoftonline.us/"),
  /** The cloud in China. */
  CHINA(
      "https://management.core.chinacloudapi.cn/",
      "https://management.chinacloudapi.cn/",
      "https://login.chinacloudapi.cn/"),
  /** The former cloud in Germany. */
  GERMAN(
      "https://management.core.cloudapi.de/",
      "https://management.microsoftazure.de/",
      "https://login.microsoftonline.de/");

  private final URI serviceManagement;
  private final URI resourceManager;
  private final URI activeDirectory;

  AzureEnvironment(String serviceManagement, String resourceManager, String activeDirectory) {
    this.serviceManagement = URI.create(serviceManagement);
    this.resourceManager = URI.create(resourceManager);
    this.activeDirectory = URI.create(activeDirectory);
  }

  /**
   * Finds the environment in any of the spellings in use: {@code PUBLIC}, {@code AzurePublicCloud},
   * {@code UsGov}, {@code AzureUSGovernment}, {@code China}, {@code Germany}.
   */
  public static Optional<AzureEnvironment> named(String name) {
    String core = name.strip().toUpperCase(Locale.ROOT);
    if (core.startsWith("AZURE")) {
      core = core.substring("AZURE".length());
    }
    if (core.endsWith("CLOUD")) {
      core = core.substring(0, core.length() - "CLOUD".length());
    }
    return switch (core) {
      case "PUBLIC" -> Optional.of(PUBLIC);
      case "USGOVERNMENT", "USGOV" -> Optional.of(USGOVERNMENT);
      case "CHINA" -> Optional.of(CHINA);
      case "GERMAN", "GERMANY" -> Optional.of(GERMAN);
      default -> Optional.empty();
    };
  }

  /** Returns the resource for which a management token is asked. */
  public URI serviceManagement() {
    return serviceManagement;
  }

  /** Returns the address of the resource manager. */
  public URI resourceManager() {
    return resourceManager;
  }

  /** Returns the address of the login service. */
  public URI activeDirectory() {
    return activeDirectory;
  }
}
