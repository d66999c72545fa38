package io.lakegate.sdk.retry;

/** Why a request is sent again; a metric's label. */
public enum RetryReason {
  /** 429, or the throttling error code under another status. */
  THROTTLED("throttled"),
  /** 503. */
  UNAVAILABLE("unavailable"),
  /** A known transient text under another status. */
  TRANSIENT_TEXT("transient-text"),
  /** 502 or 504 to a GET or HEAD. */
  BAD_GATEWAY("bad-gateway"),
  /** The attempt was provably not sent. */
  UNSENT("unsent"),
  /** A safe request was sent and got no answer. */
  NO_ANSWER("no-answer");

  private final String label;

  RetryReason(String label) {
    this.label = label;
  }

  /** The reason in lower-dash form. */
  public String label() {
    return label;
  }
}
