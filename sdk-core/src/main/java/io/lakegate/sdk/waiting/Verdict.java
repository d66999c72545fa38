package io.lakegate.sdk.waiting;

import java.util.Optional;

/** What one poll says of what is waited for. */
public sealed interface Verdict {

  /**
   * Not over yet.
   *
   * @param state its state, empty where none is told
   * @param expectation what the next poll is judged by: it may have been met in part
   */
  record Pending(String state, Expectation expectation) implements Verdict {}

  /**
   * Over, and well.
   *
   * @param state its state, or its result where it has one
   */
  record Succeeded(String state) implements Verdict {}

  /**
   * Over, and not well.
   *
   * @param state its state, or its result where it has one
   * @param message what the platform says of it, empty where it says nothing
   * @param errorCode the platform's code for it
   */
  record Failed(String state, String message, Optional<String> errorCode) implements Verdict {}

  /**
   * Over, and nothing tells whether well: the next poll may.
   *
   * @param state its state
   */
  record Untold(String state) implements Verdict {}

  /**
   * The poll showed nothing, for a reason that passes: the wait goes on, with the entity that it
   * saw last. A poll without an answer counts as one.
   *
   * @param status the status of its answer
   */
  record Unclear(int status) implements Verdict {}

  /**
   * The poll was refused, and asking again will not help. What was waited for may go on.
   *
   * @param status the status of its answer
   * @param errorCode the origin's error code
   * @param message the origin's message
   */
  record PollRefused(int status, String errorCode, String message) implements Verdict {}
}
