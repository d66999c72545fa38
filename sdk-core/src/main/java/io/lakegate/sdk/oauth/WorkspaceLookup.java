package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks the resource manager of Azure for the address of the workspace that has a resource id.
 *
 * <p>Source: the Azure types of the Databricks SDKs, where no host is configured.
 */
public final class WorkspaceLookup {

  private static final String VERSION = "?api-version=2018-04-01";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");

  private final IssuerClient issuer;
  private final TokenGrant grant;
  private final URI resourceManager;
  private final String resourceId;

  /**
   * Creates the question.
   *
   * @param issuer how the resource manager is asked
   * @param grant gets a token for the resource manager
   * @param resourceManager its address, ending with a slash
   * @param resourceId the workspace's resource id
   */
  public WorkspaceLookup(
      IssuerClient issuer, TokenGrant grant, URI resourceManager, String resourceId) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.grant = Objects.requireNonNull(grant, "grant");
    this.resourceManager = Objects.requireNonNull(resourceManager, "resourceManager");
    this.resourceId = Objects.requireNonNull(resourceId, "resourceId");
  }

  /**
   * Returns the question that a configuration leaves open; empty if it names a host, or no resource
   * id. The token for the resource manager is used once and not kept.
   *
   * @param grants gets a token for a resource
   */
  public static Optional<WorkspaceLookup> of(
      ResolvedConfig config, IssuerClient issuer, Function<String, TokenGrant> grants) {
    URI manager = config.azureEnvironment().resourceManager();
    return config
        .value(Attribute.AZURE_WORKSPACE_RESOURCE_ID)
        .filter(_ -> config.host().isEmpty())
        .map(id -> new WorkspaceLookup(issuer, grants.apply(manager.toString()), manager, id));
  }

  /**
   * Asks; blocks.
   *
   * @return the workspace's address: scheme and host
   * @throws CredentialException if it cannot be told
   */
  public URI find() {
    try {
      return ask();
    } catch (CredentialException e) {
      String text =
          "cannot resolve the workspace %s: %s; set host, or let the identity read the resource"
              .formatted(resourceId, e.getMessage());
      throw new CredentialException(text, e.permanent(), e.retryAfter(), e);
    }
  }

  private URI ask() {
    Token token = grant.request();
    URI uri = resource();
    ApiResponse response =
        issuer.send(
            ApiRequest.get(uri, IssuerClient.ONE_ATTEMPT)
                .withHeader("Authorization", token.tokenType() + " " + token.accessToken()));
    if (response.status() != 200) {
      throw TokenAnswer.refusal(
          resourceManager.getHost(), response, List.of(token.accessToken()), issuer.now());
    }
    JsonNode body = TokenAnswer.json(response);
    String name = body.path("properties").path("workspaceUrl").asText("");
    if (!NAME.matcher(name).matches()) {
      throw new CredentialException(
          resourceManager.getHost() + " names no workspaceUrl", false, Optional.empty());
    }
    return URI.create("https://" + name);
  }

  private URI resource() {
    try {
      String path =
          new URI(null, null, "/" + resourceId.replaceFirst("^/+", ""), null).toASCIIString();
      return URI.create(resourceManager + path.substring(1) + VERSION);
    } catch (URISyntaxException e) {
      throw new CredentialException("it is no resource id", true, Optional.empty(), e);
    }
  }
}
