package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.sdk.error.CredentialException;

/** Polls that got no answer: one that found nobody is asked again; one that never will is not. */
final class UnansweredPoll {

  private UnansweredPoll() {}

  /**
   * Whether asking again will not help.
   *
   * @param known whether there is an operation, because it was started here, or has been seen
   */
  static boolean isFinal(Throwable failure, boolean known) {
    return switch (failure) {
      case AttemptFailedException attempt -> isFinal(attempt.kind(), known);
      case CredentialException credential -> credential.permanent();
      case GatewayException problem ->
          switch (problem.code()) {
            case QUEUE_FULL,
                ORIGIN_UNREACHABLE,
                ORIGIN_RESET,
                ORIGIN_TIMEOUT,
                ORIGIN_PROTOCOL_ERROR,
                CREDENTIALS_UNAVAILABLE ->
                false;
            default -> true;
          };
      default -> true;
    };
  }

  /** A host that was never found is none; one that has answered may be found again. */
  private static boolean isFinal(AttemptFailedException.Kind kind, boolean known) {
    return switch (kind) {
      case CLIENT_GONE -> true;
      case UNKNOWN_HOST, TLS_TRUST -> !known;
      case NOT_CONNECTED,
          TLS_HANDSHAKE,
          RESET,
          SILENT,
          PROTOCOL,
          EXPIRED_UNSENT,
          EXPIRED,
          CLIENT_SILENT,
          CLIENT_MALFORMED ->
          false;
    };
  }
}
