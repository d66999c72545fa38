package io.lakegate.sdk.credential;

import java.util.Objects;

/** What a provider says when it is shown a configuration. */
public sealed interface Outcome {

  /**
   * Its inputs are complete.
   *
   * @param source where the credentials will come from
   */
  record Chosen(CredentialSource source) implements Outcome {
    /** Checks that the source is there. */
    public Chosen {
      Objects.requireNonNull(source, "source");
    }
  }

  /** Its inputs are complete, but this version has no way yet to get tokens with them. */
  record Pending() implements Outcome {}

  /**
   * An input is missing; the next provider may be asked.
   *
   * @param reason what is missing
   */
  record NotConfigured(String reason) implements Outcome {
    /** Checks that the reason is there. */
    public NotConfigured {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * Its inputs are complete and wrong. Unless it is one that is just found on the machine, the
   * chain stops, so that a mistake never becomes another identity.
   *
   * @param reason what is wrong and what to do; no secret
   */
  record Failed(String reason) implements Outcome {
    /** Checks that the reason is there. */
    public Failed {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
