package io.lakegate.gateway.exchange;

import io.lakegate.sdk.credential.Credential;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is measured while an exchange is on its way. The only mutable thing that travels with it.
 *
 * <p><b>Threading:</b> used on the event loop of its exchange only. All times are nanoseconds of
 * {@link System#nanoTime()}.
 */
public final class ExchangeTrace {

  /** What logs call it where nobody is there to be answered; nginx made it known. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final long startNanos;
  private long queueNanos;
  private long authNanos;
  private long originNanos;
  private long backoffNanos;
  private int attempts;
  private long bytesSent;
  private String profile = "";
  private String path = "";
  private String problem = "";
  private Optional<Credential> credential = Optional.empty();
  private int status;
  private @Nullable Consumer<Outcome> finishing;
  private boolean finished;

  /** Begins a trace. */
  public ExchangeTrace(long startNanos) {
    this.startNanos = startNanos;
  }

  /** When the request head had been read. */
  public long startNanos() {
    return startNanos;
  }

  /** Time spent waiting for permits, over all attempts. */
  public long queueNanos() {
    return queueNanos;
  }

  /** Adds a wait for a permit. */
  public void addQueueNanos(long nanos) {
    queueNanos += nanos;
  }

  /** Time spent waiting for credentials, over all attempts. */
  public long authNanos() {
    return authNanos;
  }

  /** Adds a wait for credentials. */
  public void addAuthNanos(long nanos) {
    authNanos += nanos;
  }

  /** Time between sending to the origin and its head, over all attempts. */
  public long originNanos() {
    return originNanos;
  }

  /** Adds a wait for the origin's head. */
  public void addOriginNanos(long nanos) {
    originNanos += nanos;
  }

  /** Adds a wait between two attempts. */
  public void addBackoffNanos(long nanos) {
    backoffNanos += nanos;
  }

  /** Time in which the client was held back: for permits, for credentials, between attempts. */
  public long heldNanos() {
    return queueNanos + authNanos + backoffNanos;
  }

  /** The number of attempts begun. */
  public int attempts() {
    return attempts;
  }

  /** Begins another attempt. */
  public void attempt(int number) {
    attempts = number;
  }

  /**
   * Adds what an exchange of the gateway's own cost, which was made on this client's behalf: its
   * attempts and its waits.
   */
  public void absorb(ExchangeTrace own) {
    queueNanos += own.queueNanos;
    authNanos += own.authNanos;
    originNanos += own.originNanos;
    attempts += own.attempts;
  }

  /** Body bytes written to the client. */
  public long bytesSent() {
    return bytesSent;
  }

  /** Counts body bytes written to the client. */
  public void addBytesSent(long bytes) {
    bytesSent += bytes;
  }

  /**
   * The profile's name; before the route stage, that of the listener; empty where the client named
   * one that there is not.
   */
  public String profile() {
    return profile;
  }

  /** Names the profile and the path label, which holds no ids. */
  public void routed(String profileName, String pathLabel) {
    profile = profileName;
    path = pathLabel;
  }

  /** The path label of metrics, empty before the route stage. */
  public String path() {
    return path;
  }

  /** The gateway's own error code, empty where the answer is the origin's. */
  public String problem() {
    return problem;
  }

  /** Names the gateway's own error. */
  public void problem(String code) {
    problem = code;
  }

  /** The credential of the last attempt. */
  public Optional<Credential> credential() {
    return credential;
  }

  /** Remembers the credential of this attempt. */
  public void credential(Credential used) {
    credential = Optional.of(used);
  }

  /** The status of the answer, 0 before there is one; 499 where the client left before it. */
  public int status() {
    return status;
  }

  /** The head of the answer is decided. */
  public void answered(int statusCode) {
    status = statusCode;
  }

  /**
   * The client has left before it was answered: no failure of the gateway's, nor of the origin's.
   */
  public void abandoned() {
    status = CLIENT_CLOSED_REQUEST;
    problem = "";
  }

  /** Says what is to be done when the exchange ends. */
  public void onFinish(Consumer<Outcome> action) {
    finishing = action;
  }

  /** Whether the exchange has ended. */
  public boolean finished() {
    return finished;
  }

  /** The exchange ends so; a second end is none. */
  public void finish(Outcome outcome) {
    if (!finished) {
      finished = true;
      Consumer<Outcome> action = finishing;
      if (action != null) {
        action.accept(outcome);
      }
    }
  }
}
