package io.lakegate.sdk.credential;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.oauth.Token;
import java.util.Objects;
import java.util.Optional;

/** What came of asking another program for a token. */
sealed interface ProgramReply {

  /**
   * Returns the token.
   *
   * @throws CredentialException if there is none, naming the authentication type
   */
  default Token orThrow(String authType) {
    return switch (this) {
      case Given given -> given.token();
      case Refused refused ->
          throw new CredentialException(
              authType + ": " + refused.reason(), refused.cause().permanent, Optional.empty());
    };
  }

  /**
   * A token.
   *
   * @param token the token
   */
  record Given(Token token) implements ProgramReply {
    /** Checks that the token is there. */
    public Given {
      Objects.requireNonNull(token, "token");
    }
  }

  /**
   * None.
   *
   * @param reason why not and what to do, without a secret
   * @param cause what kind of reason that is
   */
  record Refused(String reason, Cause cause) implements ProgramReply {
    /** Checks that both parts are there. */
    public Refused {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(cause, "cause");
    }

    /** Returns what this means to the choice of a type. */
    Outcome outcome() {
      return cause.configured ? new Outcome.Failed(reason) : new Outcome.NotConfigured(reason);
    }
  }

  /** Why a program gives no token. */
  enum Cause {
    /** It is not there, or cannot be started. */
    ABSENT(false, false),
    /** Nobody is logged in with it, or not for this. */
    LOGGED_OUT(false, true),
    /** What it has does not do: its login has ended, or its token is not what was asked for. */
    UNSUITABLE(true, true),
    /** It failed, and may not the next time. */
    TROUBLE(true, false);

    private final boolean configured;
    private final boolean permanent;

    Cause(boolean configured, boolean permanent) {
      this.configured = configured;
      this.permanent = permanent;
    }
  }
}
