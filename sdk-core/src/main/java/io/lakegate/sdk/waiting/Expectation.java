package io.lakegate.sdk.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a wait expects of an entity beyond its state, because of the call that started the wait: an
 * entity that already is in the state that is waited for must not be taken for the outcome.
 *
 * <p>It has a text form, so that a wait can be gone on with by whoever has its address.
 */
public sealed interface Expectation
    permits NothingMore, AnyEnd, Repaired, Restarted, Settling, NamedLibraries {

  /** The expectation of most waits. */
  static Expectation none() {
    return new NothingMore();
  }

  /** The text form; empty for {@link #none()}. */
  default String text() {
    return switch (this) {
      case NothingMore _ -> "";
      case AnyEnd _ -> "cancel";
      case Repaired(String id) -> "repair:" + id;
      case Restarted(Optional<String> before) -> "restart" + before.map(":"::concat).orElse("");
      case Settling settling -> settling.form();
      case NamedLibraries libraries -> libraries.form();
    };
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is none; the message says what was expected
   */
  static Expectation parse(String text) {
    int colon = text.indexOf(':');
    String value = text.substring(colon + 1);
    Optional<Expectation> read =
        switch (colon < 0 ? text : text.substring(0, colon + 1)) {
          case "" -> Optional.of(none());
          case "cancel" -> Optional.of(new AnyEnd());
          case "repair:" -> Optional.of(value).filter(Repaired::isId).map(Repaired::new);
          case "restart" -> Optional.of(new Restarted(Optional.empty()));
          case "restart:" ->
              Optional.of(value).filter(Restarted::isTime).map(Optional::of).map(Restarted::new);
          default ->
              Settling.read(text)
                  .<Expectation>map(settling -> settling)
                  .or(() -> NamedLibraries.read(text));
        };
    return read.orElseThrow(
        () ->
            new IllegalArgumentException(
                text
                    + ", expected cancel, repair:<repair_id>, restart, restart:<"
                    + Restarted.STARTED
                    + ">, start:<until>, change:<until>, install:<until>:<libraries> or"
                    + " uninstall:<until>:<libraries>, with times in milliseconds since 1970"));
  }

  /**
   * Checks that a call which starts this wait can have left it with this expectation. What no such
   * call expects might never be met.
   *
   * @throws IllegalArgumentException if none can; the message says what was expected
   */
  default void requireOf(WaitDescriptor wait) {
    if (!AfterTrigger.mayLeave(this, wait)) {
      throw new IllegalArgumentException(
          text() + ", expected only behind a call that leaves it; no such call starts this wait");
    }
  }

  /**
   * This expectation, from a moment on.
   *
   * @param answered when the trigger was answered
   */
  default Expectation from(Instant answered) {
    return switch (this) {
      case NothingMore _, AnyEnd _, Repaired _, Restarted _ -> this;
      case Settling settling ->
          new Settling(settling.kind(), Optional.of(answered.plus(Settling.AT_MOST)));
      case NamedLibraries libraries -> libraries.since(answered);
    };
  }

  /**
   * How long what a poll shows may still be what was there before, of a wait that is gone on with.
   */
  default Duration left(Instant now) {
    return switch (this) {
      case NothingMore _, AnyEnd _, Repaired _, Restarted _ -> Duration.ZERO;
      case Settling settling -> settling.remaining(now);
      case NamedLibraries libraries -> libraries.remaining(now);
    };
  }

  /**
   * The query of a poll, with what this expectation needs to see.
   *
   * @param query the poll's own query as sent, without question mark
   */
  default String pollQuery(String query) {
    String history = "include_history=true";
    if (!(this instanceof Repaired) || ("&" + query + "&").contains("&" + history + "&")) {
      return query;
    }
    return query.isEmpty() ? history : query + "&" + history;
  }
}
