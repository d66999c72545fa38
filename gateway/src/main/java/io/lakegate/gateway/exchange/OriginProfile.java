package io.lakegate.gateway.exchange;

import io.lakegate.sdk.config.HostPort;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One named host as the stages see it; its credentials are the authorize stage's own.
 *
 * @param name the profile's name
 * @param origin the origin's scheme, host and port, from configuration only
 * @param authType the auth type that was chosen
 * @param ids what identifies the workspace or account
 * @param limits the numbers that hold for its exchanges
 */
public record OriginProfile(
    String name, URI origin, String authType, Ids ids, ExchangeLimits limits) {

  /** Whether the origin is reached over TLS. */
  public boolean tls() {
    return "https".equals(origin.getScheme());
  }

  /** The origin's port, 443 or 80 where the host names none. */
  public int port() {
    return HostPort.portOf(origin);
  }

  /** The origin's name, or its address. */
  public String host() {
    return HostPort.of(origin).host();
  }

  /**
   * What identifies the workspace or account.
   *
   * @param accountId the account id, where known
   * @param workspaceId the workspace id, where known; sent as {@code X-Databricks-Workspace-Id}
   * @param cloud AWS, AZURE or GCP
   * @param hostType what the host serves: a workspace, an account, or both
   */
  public record Ids(
      Optional<String> accountId, Optional<String> workspaceId, String cloud, String hostType) {}

  /**
   * The numbers that hold for the exchanges of a profile.
   *
   * @param connectTimeout how long a connection to the origin may take
   * @param silence how long the origin may be silent before its head
   * @param answerBudget how long queueing and backing off may take
   * @param replayBuffer how many bytes of a request body are kept for another attempt
   */
  public record ExchangeLimits(
      Duration connectTimeout, Silence silence, AnswerBudget answerBudget, long replayBuffer) {}

  /**
   * How long the origin may be silent before its head. Statements and models think longer than the
   * 60 s that the SDKs give an ordinary call.
   *
   * @param api for ordinary calls
   * @param sql under {@code /sql}
   * @param serving under {@code /serving-endpoints} and {@code /ai-gateway}
   */
  public record Silence(Duration api, Duration sql, Duration serving) {

    /** The limit for a kind of endpoint. */
    public Duration of(EndpointKind kind) {
      return switch (kind) {
        case SQL -> sql;
        case SERVING, AI_GATEWAY -> serving;
        case API, DRIVER_PROXY, OTHER -> api;
      };
    }
  }

  /**
   * How long an exchange may be held back.
   *
   * @param retryTimeout all attempts and the waits between them
   * @param retryingClient queueing and backing off for a client that retries by itself, so that it
   *     does not send again what is still held here
   */
  public record AnswerBudget(Duration retryTimeout, Duration retryingClient) {}
}
