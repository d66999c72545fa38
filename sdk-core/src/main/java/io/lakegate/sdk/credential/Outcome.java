package io.lakegate.sdk.credential;

import io.lakegate.sdk.oauth.WorkspaceLookup;
import java.util.Objects;
import java.util.Optional;

/** What a provider says when it is shown a configuration. */
public sealed interface Outcome {

  /**
   * Its inputs are complete.
   *
   * @param source where the credentials will come from
   * @param lookup who tells the host, where none is configured
   */
  record Chosen(CredentialSource source, Optional<WorkspaceLookup> lookup) implements Outcome {
    /** Checks that both parts are there. */
    public Chosen {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(lookup, "lookup");
    }

    /** Makes the choice of a type for which a host is configured. */
    public Chosen(CredentialSource source) {
      this(source, Optional.empty());
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
