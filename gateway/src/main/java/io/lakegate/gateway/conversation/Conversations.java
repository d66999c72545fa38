package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.StageChain;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins conversations on behalf of the exchanges of one event loop.
 *
 * <p><b>Threading:</b> immutable; {@link #hold} is for the event loop.
 */
public final class Conversations {

  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);

  private final Way way;
  private final Executor threads;
  private final Draining draining;

  /**
   * Creates them.
   *
   * @param fromPolicy the stages that requests of our own pass
   * @param loop the event loop of the exchanges
   * @param threads runs each task on a virtual thread of its own
   * @param memory what the bodies of clients' requests may take together that are held whole
   */
  public Conversations(
      StageChain fromPolicy,
      Context loop,
      Executor threads,
      Draining draining,
      MemoryBudget memory) {
    this.way = new Way(fromPolicy, loop, memory);
    this.threads = threads;
    this.draining = draining;
  }

  /**
   * The way of requests of our own.
   *
   * @param fromPolicy the stages that they pass
   * @param loop the event loop on which they live
   * @param memory what is charged for bodies that are held whole
   */
  record Way(StageChain fromPolicy, Context loop, MemoryBudget memory) {}

  /** What a feature does in a conversation. */
  @FunctionalInterface
  public interface Talk {

    /**
     * Answers the client, once; a failure before the answer becomes an error answer, and one after
     * it cuts the body.
     */
    void hold(Conversation conversation);
  }

  /**
   * Holds a conversation on a virtual thread.
   *
   * @return its answer
   */
  public Future<OriginResponse> hold(Exchange exchange, OriginProfile profile, Talk talk) {
    OwnCalls calls = new OwnCalls(way, exchange, profile, false);
    Conversation conversation = new Conversation(way, exchange, calls, draining);
    exchange.client().whileUnderWay(conversation::leave);
    threads.execute(() -> run(talk, conversation));
    return conversation.answered();
  }

  private static void run(Talk talk, Conversation conversation) {
    try {
      talk.hold(conversation);
      conversation.finished();
    } catch (RuntimeException | Error e) {
      try {
        conversation.fail(e);
      } catch (RejectedExecutionException stopped) {
        // The event loop has ended, and every connection with it.
        LOG.debug("a conversation ended with the gateway", e);
      }
    } finally {
      conversation.releaseClientBody();
    }
  }

  /**
   * Requests that belong to no single client: they go on when the client that was first to need
   * them has left.
   *
   * @param exchange the exchange whose listener, fairness key and workspace they have
   */
  public SharedCalls shared(Exchange exchange, OriginProfile profile) {
    return new SharedCalls(way, exchange, profile);
  }
}
