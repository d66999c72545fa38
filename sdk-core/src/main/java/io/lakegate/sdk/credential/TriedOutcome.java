package io.lakegate.sdk.credential;

/** What became of one provider in the chain. */
public enum TriedOutcome {
  /** It provides the credentials. */
  CHOSEN("chosen"),
  /** An input was missing. */
  NOT_CONFIGURED("not-configured"),
  /** Its inputs were complete and wrong. */
  FAILED("failed"),
  /** It was not asked. */
  NOT_TRIED("not-tried");

  private final String text;

  TriedOutcome(String text) {
    this.text = text;
  }

  /** Returns the name as it stands in reports. */
  public String text() {
    return text;
  }
}
