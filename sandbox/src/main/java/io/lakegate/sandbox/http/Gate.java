package io.lakegate.sandbox.http;

import io.vertx.core.http.HttpServerRequest;

/** Decides whether a request to an API path is let in. */
@FunctionalInterface
public interface Gate {

  /**
   * Returns the name of the caller.
   *
   * @throws ApiProblem when the request is not let in
   */
  String admit(HttpServerRequest request);
}
