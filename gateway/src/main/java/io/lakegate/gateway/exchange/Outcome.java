package io.lakegate.gateway.exchange;

/** How an exchange ended for its client. */
public enum Outcome {
  /** The client has been sent the whole answer. */
  COMPLETE("complete"),
  /** The origin cut its body short, and so the client's was. */
  TRUNCATED("truncated"),
  /** The client left before the answer was whole. */
  CLIENT_GONE("client-gone");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The label in logs and metrics. */
  public String label() {
    return label;
  }
}
