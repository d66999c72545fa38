package io.lakegate.sandbox.http;

import io.vertx.core.Future;

/** Answers one call, at its own pace. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers the call.
   *
   * @return a future that completes when the answer has been handed over; one that fails, or a
   *     thrown {@link ApiProblem}, becomes an error answer as long as no head has been sent
   */
  Future<Void> handle(Call call);
}
