package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a feature does for one client request: it makes requests of its own, waits, and answers
 * once. When the client leaves, whatever is under way is given up, and every call here throws.
 *
 * <p><b>Threading:</b> used by one virtual thread.
 */
public final class Conversation {

  private final Context loop;
  private final MemoryBudget memory;
  private final Exchange exchange;
  private final OwnCalls calls;
  private final Draining draining;
  private final Promise<OriginResponse> answer = Promise.promise();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean gone;
  private volatile @Nullable BodyFeed feed;
  private volatile Runnable releaseClientBody = () -> {};

  Conversation(Conversations.Way way, Exchange exchange, OwnCalls calls, Draining draining) {
    this.loop = way.loop();
    this.memory = way.memory();
    this.exchange = exchange;
    this.calls = calls;
    this.draining = draining;
  }

  /** The client's exchange. */
  public Exchange exchange() {
    return exchange;
  }

  /** The requests that are made on the client's behalf. */
  public OwnCalls calls() {
    return calls;
  }

  /**
   * All of the body of the client's request.
   *
   * @param atMost the greatest number of bytes
   * @throws GatewayException {@code CONTENT_TOO_LARGE}
   */
  public byte[] clientBody(int atMost) {
    CompletableFuture<byte[]> whole = new CompletableFuture<>();
    loop.runOnContext(_ -> readClientBody(atMost, whole));
    try {
      return whole.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void readClientBody(int atMost, CompletableFuture<byte[]> whole) {
    RequestBody body = exchange.request().body();
    if (body.length() == 0) {
      whole.complete(new byte[0]);
      return;
    }
    BodyCollector collector = new BodyCollector(loop, memory, atMost, () -> tooLarge(atMost));
    releaseClientBody = collector.share()::release;
    exchange
        .client()
        .whileUnderWay(
            () -> {
              if (exchange.client().isGone()) {
                leave();
              }
              collector.fail(exchange.client().interrupted(true, "within its body"));
            });
    collector
        .whole()
        .onComplete(
            done -> {
              if (done.succeeded()) {
                exchange.client().whileUnderWay(this::leave);
                whole.complete(done.result());
              } else {
                body.detach();
                whole.completeExceptionally(done.cause());
              }
            });
    body.sendTo(collector);
  }

  /** Whether the gateway is going, so that nothing should be begun any more. */
  public boolean draining() {
    return draining.begun();
  }

  /**
   * Does something that goes on while the gateway drains. When the time for that is over, what is
   * under way at the origin is given up, and nothing can be sent afterwards.
   */
  public void whileDraining(Runnable task) {
    Runnable cut = calls::close;
    draining.addCut(cut);
    try {
      task.run();
    } finally {
      draining.removeCut(cut);
    }
  }

  /** Whether the time is over that there is while the gateway drains. */
  public boolean drained() {
    return draining.over();
  }

  /** Adds what a request cost that was made for others too to what the client's own cost. */
  public void count(ExchangeTrace cost) {
    loop.runOnContext(_ -> exchange.trace().absorb(cost));
  }

  /** Answers with a body that is at hand. */
  public void answer(OriginResponse response) {
    loop.runOnContext(
        _ -> {
          if (!answer.tryComplete(response)) {
            // The client has left, and nobody will read what is written.
            response.discard();
          }
        });
  }

  /**
   * Answers with a body that is still to be written. Its end, or its failure, has to be told.
   *
   * @param fields the fields of the answer
   */
  public BodyFeed stream(int status, List<HeaderField> fields) {
    BodyFeed opened = new BodyFeed(loop, memory, this::leave);
    opened.pause();
    feed = opened;
    answer(
        OriginResponse.made(
            status,
            fields,
            new ResponseBody.Streamed(
                List.of(), opened, MultiMap::caseInsensitiveMultiMap, opened)));
    return opened;
  }

  /** Says why the body that is being written will not be whole, for the log and the metrics. */
  public void problem(ProblemCode code) {
    loop.runOnContext(_ -> exchange.trace().problem(code.name()));
  }

  /**
   * Waits for something, but not for ever.
   *
   * @return whether the gateway is draining, in which case the wait may have been shorter
   * @throws AttemptFailedException if the client has left
   */
  public boolean await(CompletableFuture<?> something, Duration atMost) {
    Runnable wake = this::wake;
    var _ = something.whenComplete((_, _) -> wake());
    draining.add(wake);
    lock.lock();
    try {
      long left = nanos(atMost);
      while (left > 0 && !something.isDone() && !gone && !draining.begun()) {
        left = woken.awaitNanos(left);
      }
      if (gone) {
        throw clientGone();
      }
      return draining.begun();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw clientGone();
    } finally {
      lock.unlock();
      draining.remove(wake);
    }
  }

  private static long nanos(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException e) {
      return Long.MAX_VALUE;
    }
  }

  private void wake() {
    lock.lock();
    try {
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The client has left. On the loop only. */
  void leave() {
    lock.lock();
    try {
      gone = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
    calls.leave();
    answer.tryFail(clientGone());
  }

  /** Nothing needs the body of the client's request any more. */
  void releaseClientBody() {
    releaseClientBody.run();
  }

  /** The conversation ended on a failure: an answer where there was none, else a cut body. */
  void fail(Throwable failure) {
    BodyFeed opened = feed;
    if (opened != null) {
      opened.fail(failure);
    } else {
      loop.runOnContext(_ -> answer.tryFail(failure));
    }
  }

  /** The conversation's code has ended. */
  void finished() {
    if (feed == null) {
      loop.runOnContext(
          _ -> answer.tryFail(new IllegalStateException("the conversation gave no answer")));
    }
  }

  Future<OriginResponse> answered() {
    return answer.future();
  }

  static AttemptFailedException clientGone() {
    return new AttemptFailedException(
        AttemptFailedException.Kind.CLIENT_GONE, "the client left before the answer");
  }

  private static GatewayException tooLarge(int atMost) {
    return new GatewayException(
        ProblemCode.CONTENT_TOO_LARGE,
        "The body of the request has more than " + atMost + " bytes, the most that is read here.");
  }

  @Override
  public String toString() {
    return "Conversation[" + exchange.id() + "]";
  }
}
