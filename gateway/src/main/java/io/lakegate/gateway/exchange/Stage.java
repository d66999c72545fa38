package io.lakegate.gateway.exchange;

import io.vertx.core.Future;

/**
 * One step on the way of an exchange.
 *
 * <p>A stage calls {@code next} exactly once, or answers early without calling it; only a {@link
 * #repeats() repeating} stage may call it again, and only after the previous call has completed. It
 * returns a future that completes after the future of its own call to {@code next}. It may throw
 * instead of returning a failed future. {@link StageChain} checks all of this at run time.
 *
 * <p><b>Threading:</b> a stage runs on the event loop of its exchange and never blocks. Each event
 * loop has its own chain.
 */
@FunctionalInterface
public interface Stage {

  /**
   * Handles one exchange.
   *
   * @param exchange the exchange so far
   * @param next the rest of the chain
   * @return the answer, or a failure that the problem stage turns into one
   */
  Future<OriginResponse> handle(Exchange exchange, Next next);

  /** The name used in messages about a broken contract. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** Whether this stage may call {@code next} more than once, one call after the other. */
  default boolean repeats() {
    return false;
  }

  /** The rest of the chain, as one stage sees it. */
  @FunctionalInterface
  interface Next {

    /** Hands the exchange, or a copy derived from it, to the next stage. */
    Future<OriginResponse> proceed(Exchange exchange);
  }
}
