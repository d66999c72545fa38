package io.lakegate.sdk.error;

import static java.util.Objects.requireNonNull;

/**
 * What an origin's error says.
 *
 * @param errorCode the origin's code, or the one that stands for the status
 * @param message the origin's message, or the status in words; never empty
 */
public record OriginError(String errorCode, String message) {

  /** Checks for missing parts. */
  public OriginError {
    requireNonNull(errorCode, "errorCode");
    requireNonNull(message, "message");
  }
}
