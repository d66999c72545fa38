package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The token of one identity, and at most one refresh of it in flight.
 *
 * <p>A fresh token is given as it is; a stale one is given and renewed in the background; an
 * expired one is waited for. A failed refresh is not tried again at once: after a minute while the
 * old token still works, after about a second while there is none.
 *
 * <p>Threading: reads go to one volatile field; whatever changes is guarded by {@code this}.
 * Issuers are asked on the executor, and no foreign code runs under the lock.
 */
final class TokenSlot {

  /** The SDKs' pause after a failed background refresh. */
  private static final Duration BACKGROUND_PAUSE = Duration.ofSeconds(60);

  /** Long enough to keep an outage from becoming a storm, short enough to go unnoticed. */
  private static final Duration FAILURE_PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private static final long NEVER = -1;

  private final InstantSource clock;
  private final Executor executor;
  private final Duration refreshLimit;
  private final Consumer<Optional<CredentialException>> ended;

  private volatile TokenLease lease = TokenLease.NONE;
  private @Nullable CompletableFuture<Token> inFlight;
  private @Nullable Failure failure;
  private @Nullable CredentialException underWay;
  private @Nullable Failure unchanged;
  private long backgroundPausedAt = NEVER;

  /**
   * Creates a slot without a token.
   *
   * @param ended is told of every refresh, and of each attempt of it that is not the last, why it
   *     gave no token, or that it gave one
   */
  TokenSlot(
      InstantSource clock,
      Executor executor,
      Duration refreshLimit,
      Consumer<Optional<CredentialException>> ended) {
    this.clock = clock;
    this.executor = executor;
    this.refreshLimit = refreshLimit;
    this.ended = ended;
  }

  Optional<Token> held() {
    return lease.token();
  }

  /** Returns why there is no token yet, as the last attempt of all has it. */
  synchronized Optional<CredentialException> lastFailure() {
    return underWay != null
        ? Optional.of(underWay)
        : Optional.ofNullable(failure).map(Failure::exception);
  }

  Optional<Token> ready(TokenGrant grant) {
    TokenLease current = lease;
    long now = clock.millis();
    if (!current.usable(now)) {
      return Optional.empty();
    }
    if (current.stale(now)) {
      refreshInBackground(grant, now);
    }
    return current.token();
  }

  CompletableFuture<Token> obtain(TokenGrant grant) {
    Optional<Token> usable = ready(grant);
    return usable.isPresent()
        ? CompletableFuture.completedFuture(usable.get())
        : refresh(grant, Optional.empty());
  }

  CompletableFuture<Token> replace(Token rejected, TokenGrant grant) {
    if (!lease.holds(rejected)) {
      return obtain(grant);
    }
    return refresh(grant, Optional.of(rejected));
  }

  private void refreshInBackground(TokenGrant grant, long now) {
    CompletableFuture<Token> flight;
    synchronized (this) {
      boolean paused =
          backgroundPausedAt != NEVER && within(BACKGROUND_PAUSE, backgroundPausedAt, now);
      if (inFlight != null || paused || !lease.stale(now)) {
        return;
      }
      flight = new CompletableFuture<>();
      inFlight = flight;
    }
    launch(grant, flight, Optional.empty());
  }

  private CompletableFuture<Token> refresh(TokenGrant grant, Optional<Token> rejected) {
    CompletableFuture<Token> flight;
    synchronized (this) {
      if (inFlight != null) {
        return follow(inFlight);
      }
      long now = clock.millis();
      boolean outdated = rejected.isPresent() && !lease.holds(rejected.get());
      if (lease.usable(now) && (rejected.isEmpty() || outdated)) {
        return CompletableFuture.completedFuture(lease.token().orElseThrow());
      }
      if (failure != null && within(failure.pause(), failure.at(), now)) {
        return CompletableFuture.failedFuture(failure.exception());
      }
      boolean again = unchanged != null && within(BACKGROUND_PAUSE, unchanged.at(), now);
      if (unchanged != null && again && rejected.isPresent()) {
        return CompletableFuture.failedFuture(unchanged.exception());
      }
      flight = new CompletableFuture<>();
      inFlight = flight;
    }
    CompletableFuture<Token> answer = follow(flight);
    launch(grant, flight, rejected);
    return answer;
  }

  private void launch(TokenGrant grant, CompletableFuture<Token> flight, Optional<Token> rejected) {
    CompletableFuture<Token> asked = new CompletableFuture<>();
    var _ =
        asked
            .orTimeout(refreshLimit.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((token, error) -> settle(flight, token, error, rejected));
    try {
      executor.execute(() -> ask(grant, asked));
    } catch (RuntimeException e) {
      asked.completeExceptionally(e);
    }
  }

  private void ask(TokenGrant grant, CompletableFuture<Token> asked) {
    try {
      Token token = FailedAttempts.during(grant, attempt -> stumbled(asked, attempt));
      if (!asked.complete(token)) {
        store(token, Optional.empty());
        ended.accept(Optional.empty());
      }
    } catch (RuntimeException | Error e) {
      asked.completeExceptionally(e);
    }
  }

  /** An attempt has failed, and another will be made. */
  private void stumbled(CompletableFuture<Token> asked, CredentialException attempt) {
    synchronized (this) {
      if (asked.isDone()) {
        return;
      }
      underWay = attempt;
    }
    ended.accept(Optional.of(attempt));
  }

  private void settle(
      CompletableFuture<Token> flight,
      @Nullable Token token,
      @Nullable Throwable error,
      Optional<Token> rejected) {
    if (token != null) {
      flight.complete(landed(token, rejected));
      ended.accept(Optional.empty());
    } else {
      CredentialException failed = failed(error);
      flight.completeExceptionally(failed);
      ended.accept(Optional.of(failed));
    }
  }

  private synchronized Token landed(Token token, Optional<Token> rejected) {
    long now = clock.millis();
    inFlight = null;
    underWay = null;
    failure = null;
    boolean same = rejected.isPresent() && TokenLease.of(rejected.get()).holds(token);
    unchanged = same ? new Failure(sameAgain(), now) : null;
    Token kept = store(token, rejected);
    backgroundPausedAt = lease.stale(now) ? now : NEVER;
    return kept;
  }

  /**
   * Keeps the token that ends later. One that was rejected loses against any other, and so does one
   * whose age cannot be told after a jump of the clock.
   */
  private synchronized Token store(Token token, Optional<Token> rejected) {
    TokenLease current = lease;
    TokenLease offered = TokenLease.of(token);
    long now = clock.millis();
    boolean unwanted = rejected.isPresent() && current.holds(rejected.get());
    boolean worthless = unwanted || current.fromTheFuture(now) || !current.usable(now);
    if (worthless || offered.expiredAt() >= current.expiredAt()) {
      lease = offered;
      return token;
    }
    return current.token().orElse(token);
  }

  private synchronized CredentialException failed(@Nullable Throwable error) {
    inFlight = null;
    underWay = null;
    CredentialException exception =
        switch (error) {
          case CredentialException known -> known;
          case TimeoutException late ->
              new CredentialException(
                  "the token issuer did not answer within " + refreshLimit.toSeconds() + " s",
                  false,
                  Optional.empty(),
                  late);
          case null, default ->
              new CredentialException(
                  "the token request failed unexpectedly", false, Optional.empty(), error);
        };
    failure = new Failure(exception, clock.millis());
    backgroundPausedAt = failure.at();
    return exception;
  }

  /** A clock that was set back ends every pause. */
  private static boolean within(Duration pause, long since, long now) {
    return now >= since && now - since < pause.toMillis();
  }

  /** Each caller gets a future of its own, so that none can complete or cancel another's. */
  private static CompletableFuture<Token> follow(CompletableFuture<Token> flight) {
    CompletableFuture<Token> own = new CompletableFuture<>();
    var _ =
        flight.whenComplete(
            (token, error) -> {
              if (error != null) {
                own.completeExceptionally(error);
              } else {
                own.complete(token);
              }
            });
    return own;
  }

  private static CredentialException sameAgain() {
    return new CredentialException(
        "the origin rejected the token, and the issuer gave the same one again",
        false,
        Optional.empty());
  }

  /** A failed refresh and when it failed, in epoch milliseconds. */
  private record Failure(CredentialException exception, long at) {

    Duration pause() {
      Duration asked = exception.retryAfter().orElse(FAILURE_PAUSE);
      Duration atLeast = asked.compareTo(FAILURE_PAUSE) < 0 ? FAILURE_PAUSE : asked;
      return atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
    }
  }
}
