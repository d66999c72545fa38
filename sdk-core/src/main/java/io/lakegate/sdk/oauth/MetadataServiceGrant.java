package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.secret.SecretMask;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes tokens from another broker on this machine, by the metadata service protocol of the
 * Databricks SDKs, version 1. Whoever knows its address has the tokens, so no more of it than its
 * host and port is ever told.
 *
 * <p>Source: the contract that the Go SDK states for the service, and the forms that the Go and
 * Python SDKs take. The status decides, as in Go; {@code expires_on} may be a whole number or a
 * text that holds one.
 */
public final class MetadataServiceGrant implements TokenGrant {

  /** The SDKs' limit. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** The year 9999: what ends later does not end. */
  private static final long LATEST = 253_402_300_799L;

  private final IssuerClient issuer;
  private final URI service;
  private final URI host;

  /**
   * Creates the grant.
   *
   * @param issuer how the service is asked
   * @param service its address, which is asked as it is
   * @param host whose tokens are wanted
   */
  public MetadataServiceGrant(IssuerClient issuer, URI service, URI host) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.service = Objects.requireNonNull(service, "service");
    this.host = Objects.requireNonNull(host, "host");
  }

  @Override
  public Token request() {
    Instant obtainedAt = issuer.now();
    ApiResponse response = ask();
    JsonNode body = TokenAnswer.json(response);
    if (response.status() != 200) {
      throw refused(response, body);
    }
    String token = body.path("access_token").asText("");
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw failure("invalid token: " + where() + " answered 200 without an access_token", false);
    }
    String type = body.path("token_type").asText("");
    return new Token(
        token,
        type.isEmpty() || type.equalsIgnoreCase("bearer") ? "Bearer" : type,
        Optional.empty(),
        Optional.of(expiry(body.path("expires_on"))),
        obtainedAt);
  }

  private ApiResponse ask() {
    ApiRequest request =
        ApiRequest.get(service, LIMIT)
            .withHeader("X-Databricks-Metadata-Version", "1")
            .withHeader("X-Databricks-Host", host.toString());
    try {
      return issuer.send(request);
    } catch (CredentialException e) {
      // Its text holds the path.
      String why = e.getCause() instanceof TransportException lost ? ": " + lost.getMessage() : "";
      throw new CredentialException(
          "metadata-service: cannot reach " + where() + why, false, Optional.empty(), e.getCause());
    }
  }

  private Instant expiry(JsonNode value) {
    boolean number = value.isIntegralNumber() && value.canConvertToLong();
    if (!number && !value.asText("").matches("[0-9]{1,18}")) {
      String what = value.isMissingNode() ? "no expires_on" : "an expires_on that is no time";
      throw failure(
          "invalid token expiry: "
              + where()
              + " gave "
              + what
              + "; expected whole seconds since 1970",
          false);
    }
    return Instant.ofEpochSecond(Math.clamp(value.asLong(), 0, LATEST));
  }

  /** What is asked is always the same, so a 4xx but for two stays. */
  private CredentialException refused(ApiResponse response, JsonNode body) {
    int status = response.status();
    boolean permanent = status >= 400 && status < 500 && status != 408 && status != 429;
    String words = words(response, body);
    return new CredentialException(
        "metadata-service: "
            + where()
            + " answered "
            + status
            + (words.isEmpty() ? "" : ": " + words)
            + (permanent ? "; check metadata_service_url and that it serves " + host : ""),
        permanent,
        RetryAfterField.of(response, issuer.now()));
  }

  private String words(ApiResponse response, JsonNode body) {
    SecretMask mask = SecretMask.of(List.of());
    return hidden(
        body.isMissingNode()
            ? mask.apply(new String(response.body(), StandardCharsets.UTF_8))
            : TokenAnswer.told(body, mask));
  }

  /** A service that repeats its address must not make us repeat it. */
  private String hidden(String text) {
    String path = service.getRawPath();
    return path.length() > 1 ? text.replace(path, "/***") : text;
  }

  private String where() {
    String port = service.getPort() < 0 ? "" : ":" + service.getPort();
    return "the metadata service at " + service.getScheme() + "://" + service.getHost() + port;
  }

  private static CredentialException failure(String text, boolean permanent) {
    return new CredentialException("metadata-service: " + text, permanent, Optional.empty());
  }
}
