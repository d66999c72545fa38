package io.lakegate.gateway.exchange;

import io.lakegate.sdk.limit.ClientKey;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the client of an exchange is still there, and undoes what is under way when it
 * leaves. There is one thing under way at a time: a wait for a permit, or an attempt.
 *
 * <p><b>Threading:</b> used on the event loop of its exchange only.
 */
public final class ClientPresence {

  private final ClientKey key;
  private boolean gone;
  private @Nullable Runnable undo;

  /**
   * A client that is there.
   *
   * @param key what tells it from others; its connection, unless it has a name
   */
  public ClientPresence(ClientKey key) {
    this.key = key;
  }

  /** What tells this client from others, for fairness between them. */
  public ClientKey key() {
    return key;
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
      Runnable undoing = undo;
      undo = null;
      if (undoing != null) {
        undoing.run();
      }
    }
  }
}
