package io.lakegate.sdk.waiting;

import java.util.Optional;

/**
 * What a wait expects of an entity beyond its state, because of the call that started the wait: an
 * entity that already is in the state that is waited for must not be taken for the outcome.
 *
 * <p>It has a text form, so that a wait can be gone on with by whoever has its address.
 */
public sealed interface Expectation {

  /** The state says all. */
  record None() implements Expectation {}

  /** After a cancellation any end will do. */
  record AnyEnd() implements Expectation {}

  /**
   * After a repair of a job run, that repair is judged, not the run's earlier end.
   *
   * @param id the id that the platform gave the repair
   */
  record Repair(String id) implements Expectation {}

  /**
   * After a restart of a cluster, it must first be seen in another state, or as started anew.
   *
   * @param before its {@value #STARTED} before the restart, "" where it had none; empty where
   *     nobody looked
   */
  record Restart(Optional<String> before) implements Expectation {

    /**
     * The member that changes with every start and restart of a cluster, in milliseconds since
     * 1970.
     */
    static final String STARTED = "last_restarted_time";
  }

  /** The expectation of most waits. */
  static Expectation none() {
    return new None();
  }

  /** The text form; empty for {@link None}. */
  default String text() {
    return switch (this) {
      case None _ -> "";
      case AnyEnd _ -> "cancel";
      case Repair(String id) -> "repair:" + id;
      case Restart(Optional<String> before) -> "restart" + before.map(":"::concat).orElse("");
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
          case "repair:" -> value.isEmpty() ? Optional.empty() : Optional.of(new Repair(value));
          case "restart" -> Optional.of(new Restart(Optional.empty()));
          case "restart:" -> Optional.of(new Restart(Optional.of(value)));
          default -> Optional.empty();
        };
    return read.orElseThrow(
        () ->
            new IllegalArgumentException(
                text
                    + ", expected cancel, repair:<repair_id>, restart or restart:<"
                    + Restart.STARTED
                    + ">"));
  }

  /**
   * The query of a poll, with what this expectation needs to see.
   *
   * @param query the poll's own query as sent, without question mark
   */
  default String pollQuery(String query) {
    String history = "include_history=true";
    if (!(this instanceof Repair) || ("&" + query + "&").contains("&" + history + "&")) {
      return query;
    }
    return query.isEmpty() ? history : query + "&" + history;
  }
}
