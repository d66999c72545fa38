package io.lakegate.sandbox.http;

import io.vertx.core.Future;

/** One feature of the sandbox: the routes that it answers, and what it holds that must be freed. */
public interface Api {

  /** Adds this feature's routes to the table. */
  void register(Routes routes);

  /** Frees what this feature holds outside the heap; most hold nothing. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }
}
