package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.config.Cloud;
import io.lakegate.sdk.config.HostFacts;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks a host what it is, without credentials. A host that does not tell is no failure: the SDKs go
 * on with what is configured, and so do we.
 *
 * <p>Threading: safe for use by many threads; blocks.
 */
public final class HostMetadata {

  private static final String PATH = "/.well-known/databricks-config";

  private final IssuerClient issuer;

  /**
   * Creates the question.
   *
   * @param issuer how hosts are asked
   */
  public HostMetadata(IssuerClient issuer) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
  }

  /** Asks a host once; empty if it gives no such document. */
  public Optional<HostFacts> of(URI host) {
    ApiResponse response;
    try {
      response = issuer.getOnce(URI.create(host + PATH));
    } catch (CredentialException e) {
      return Optional.empty();
    }
    JsonNode body = TokenAnswer.json(response);
    return response.status() == 200 && body.isObject()
        ? Optional.of(facts(body))
        : Optional.empty();
  }

  private static HostFacts facts(JsonNode body) {
    List<String> audiences = new ArrayList<>();
    body.path("token_federation_default_oidc_audiences")
        .forEach(one -> audiences.add(one.asText("")));
    return new HostFacts(
        text(body, "oidc_endpoint"),
        text(body, "account_id"),
        text(body, "workspace_id"),
        text(body, "cloud").flatMap(HostMetadata::cloud),
        text(body, "host_type").flatMap(HostKind::named),
        audiences);
  }

  /** Ids may be numbers. */
  private static Optional<String> text(JsonNode body, String name) {
    return Optional.of(body.path(name).asText("")).filter(text -> !text.isEmpty());
  }

  private static Optional<Cloud> cloud(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return List.of(Cloud.values()).stream().filter(one -> one.name().equals(upper)).findFirst();
  }
}
