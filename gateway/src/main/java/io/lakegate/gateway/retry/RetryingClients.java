package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.ClientRequest;
import java.util.List;

/**
 * Clients that send again by themselves when an answer takes long: the Databricks SDKs and drivers,
 * and the OpenAI and Anthropic libraries. They are answered before they do.
 */
final class RetryingClients {

  private static final List<String> MARKS =
      List.of("databricks", "Databricks", "OpenAI/", "openai", "Anthropic/", "anthropic");

  private RetryingClients() {}

  static boolean includes(ClientRequest request) {
    String userAgent = request.header("user-agent").orElse("");
    return MARKS.stream().anyMatch(userAgent::contains);
  }
}
