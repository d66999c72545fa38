package io.lakegate.gateway.exchange;

import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.lakegate.sdk.limit.ClientKey;
import io.lakegate.sdk.limit.Priority;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the client of an exchange is still there, and undoes what is under way when it
 * leaves, or when the time that it gave is over. There is one thing under way at a time: a wait for
 * a permit or for credentials, or an attempt.
 *
 * <p><b>Threading:</b> used on the event loop of its exchange only.
 */
public final class ClientPresence {

  private final ClientKey key;
  private final Priority priority;
  private boolean gone;
  private boolean malformed;
  private @Nullable Runnable undo;

  /**
   * A client that is there, and waits for its answer.
   *
   * @param key what tells it from others; its connection, unless it has a name
   */
  public ClientPresence(ClientKey key) {
    this(key, Priority.INTERACTIVE);
  }

  /**
   * A client that is there.
   *
   * @param priority whether somebody waits for this very answer, or it is one of many
   */
  public ClientPresence(ClientKey key, Priority priority) {
    this.key = key;
    this.priority = priority;
  }

  /** What tells this client from others, for fairness between them. */
  public ClientKey key() {
    return key;
  }

  /** How its attempts stand in the queue for permits. */
  public Priority priority() {
    return priority;
  }

  /** Whether the client has left. */
  public boolean isGone() {
    return gone;
  }

  /** Says what is to be undone if the client leaves now; runs it at once if it has left already. */
  public void whileUnderWay(Runnable undoing) {
    if (gone) {
      undoing.run();
    } else {
      undo = undoing;
    }
  }

  /** Nothing is under way any more. */
  public void settled() {
    undo = null;
  }

  /** The client has left. */
  public void leave() {
    if (!gone) {
      gone = true;
      undo();
    }
  }

  /** The time that the client gave is over; the client is still there and wants to be told. */
  public void expire() {
    undo();
  }

  /** What the client sends is no request after all; it is still there and wants to be told. */
  public void malformed() {
    malformed = true;
    undo();
  }

  /**
   * How what was under way ended, once it has been undone.
   *
   * @param sent whether a byte of the request may have been sent
   * @param where what was under way, such as {@code in the queue}
   */
  public AttemptFailedException interrupted(boolean sent, String where) {
    if (gone) {
      return new AttemptFailedException(Kind.CLIENT_GONE, "the client left " + where);
    }
    if (malformed) {
      return new AttemptFailedException(
          Kind.CLIENT_MALFORMED, "its body is not framed as RFC 9112 7.1 has it");
    }
    return new AttemptFailedException(
        sent ? Kind.EXPIRED : Kind.EXPIRED_UNSENT,
        "the time that Lakegate-Timeout gives was over " + where);
  }

  private void undo() {
    Runnable undoing = undo;
    undo = null;
    if (undoing != null) {
      undoing.run();
    }
  }
}
