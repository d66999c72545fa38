package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

/**
 * What the retry rules need to know about one client request.
 *
 * @param method the HTTP method, as sent
 * @param safety the harm of a second copy, see {@link SafetyRules}
 * @param replayable whether the body can be sent again from its first byte: there is none, it is
 *     kept, or none of it has been taken from the client yet
 * @param responseCommitted whether a byte of a response went to the client
 * @param tokenMinted whether the idempotency token that makes the request safe was made here and is
 *     unknown to the client: resending is safe for the gateway, yet a resend by the client would be
 *     a new request, so that an unknown outcome is told as one
 * @param clientRetries whether the client retries by itself, see {@link RetryingClients}
 */
public record RequestFacts(
    String method,
    RetrySafety safety,
    boolean replayable,
    boolean responseCommitted,
    boolean tokenMinted,
    boolean clientRetries) {

  /** Checks for missing parts. */
  public RequestFacts {
    requireNonNull(method, "method");
    requireNonNull(safety, "safety");
  }

  /** A replayable request of a client that does not retry, with nothing answered yet. */
  public static RequestFacts of(String method, RetrySafety safety) {
    return new RequestFacts(method, safety, true, false, false, false);
  }

  /** The same request with a body that can or cannot be sent again. */
  public RequestFacts withReplayable(boolean value) {
    return new RequestFacts(method, safety, value, responseCommitted, tokenMinted, clientRetries);
  }

  /** The same request, once a byte of a response went to the client. */
  public RequestFacts withResponseCommitted(boolean value) {
    return new RequestFacts(method, safety, replayable, value, tokenMinted, clientRetries);
  }

  /** The same request, with an idempotency token that the client does not know. */
  public RequestFacts withTokenMinted(boolean value) {
    return new RequestFacts(method, safety, replayable, responseCommitted, value, clientRetries);
  }

  /** The same request, of a client that does or does not retry by itself. */
  public RequestFacts withClientRetries(boolean value) {
    return new RequestFacts(method, safety, replayable, responseCommitted, tokenMinted, value);
  }
}
