package io.lakegate.gateway.authorize;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.retry.RetryingClients;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One attempt's wait for credentials. It ends with them, with the client, with its time, or once
 * the client has been held for so long that it is better told: nothing has been sent by then, and
 * the issuer is asked on for whoever comes next.
 */
final class CredentialWait {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final Exchange exchange;
  private final CredentialSource source;
  private final long sinceNanos = System.nanoTime();
  private final Promise<Credential> turn = Promise.promise();

  CredentialWait(Vertx vertx, Exchange exchange, CredentialSource source) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.source = source;
  }

  Future<Credential> await(CompletableFuture<Credential> credential) {
    long timer = vertx.setTimer(patienceNanos() / NANOS_PER_MILLI + 1, _ -> late());
    exchange
        .client()
        .whileUnderWay(
            () -> turn.tryFail(exchange.client().interrupted(false, "while it had no token")));
    Future.fromCompletionStage(credential, vertx.getOrCreateContext())
        .onSuccess(turn::tryComplete)
        .onFailure(failure -> turn.tryFail(unwrapped(failure)));
    return turn.future()
        .onComplete(
            _ -> {
              vertx.cancelTimer(timer);
              exchange.client().settled();
              exchange.trace().addAuthNanos(System.nanoTime() - sinceNanos);
            });
  }

  /** What one that retries by itself has been held for already counts too. */
  private long patienceNanos() {
    Duration answerWithin = exchange.toOrigin().profile().limits().answerBudget().retryingClient();
    boolean retries = RetryingClients.include(exchange.request().header("user-agent").orElse(""));
    long held = retries ? exchange.trace().heldNanos() : 0;
    return Math.max(0, answerWithin.toNanos() - held);
  }

  private void late() {
    Duration waited = Duration.ofNanos(System.nanoTime() - sinceNanos);
    String cause = source.lastFailure().map(last -> ": " + last.getMessage()).orElse("");
    turn.tryFail(
        new CredentialException(
            "the token issuer has given none within "
                + waited.toSeconds()
                + " s and is still being asked"
                + cause,
            false,
            Optional.empty()));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
