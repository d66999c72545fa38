package io.lakegate.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request to an endpoint, with the answer to it. The request's body waits, unread, until the
 * endpoint asks for it.
 */
public final class Call {
  /** More than any JSON request of the platform needs, and little enough for a small heap. */
  static final int MAX_JSON_BYTES = 4 * 1024 * 1024;

  private final HttpServerRequest request;
  private final Answer answer;
  private final String principal;
  private final Map<String, String> values;

  Call(HttpServerRequest request, Answer answer, String principal, Map<String, String> values) {
    this.request = request;
    this.answer = answer;
    this.principal = principal;
    this.values = values;
  }

  /** Returns the answer to write. */
  public Answer answer() {
    return answer;
  }

  /** Returns the name of the caller, empty on paths that need no credential. */
  public String principal() {
    return principal;
  }

  /** Returns ten times the API version of the path, 21 for 2.1. */
  public int version() {
    return RequestPath.version(RequestPath.of(request));
  }

  /** Returns the decoded value of a place in the route's template. */
  public String pathValue(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("The route has no place named " + name);
    }
    return RequestPath.decode(value);
  }

  /** Returns the decoded values of the template's places, by name. */
  public Map<String, String> pathValues() {
    Map<String, String> decoded = new TreeMap<>();
    values.forEach((name, value) -> decoded.put(name, RequestPath.decode(value)));
    return decoded;
  }

  /** Returns every query parameter with its values, by name. */
  public Map<String, List<String>> queries() {
    Map<String, List<String>> all = new TreeMap<>();
    request.params().names().forEach(name -> all.put(name, request.params().getAll(name)));
    return all;
  }

  /** Returns the path of the request, as it was sent. */
  public String path() {
    return RequestPath.of(request);
  }

  /** Returns the value of a query parameter, nothing when it is absent or empty. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(request.params().get(name)).filter(value -> !value.isEmpty());
  }

  /** Returns every value of a repeated query parameter. */
  public List<String> queryAll(String name) {
    return request.params().getAll(name);
  }

  /** Tells whether a query parameter is {@code true}. */
  public boolean queryFlag(String name) {
    return query(name).filter("true"::equalsIgnoreCase).isPresent();
  }

  /**
   * Returns a whole number from the query.
   *
   * @throws ApiProblem when the value is no int64
   */
  public Optional<Long> queryLong(String name) {
    return query(name).map(value -> Numbers.int64(name, value));
  }

  /** Returns the value of a request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /**
   * Reads the body, chunk by chunk. Between two chunks, {@link #pause()} holds the client back.
   *
   * @return a future that completes at the body's end, and fails when the client leaves before
   */
  public Future<Void> receive(Handler<Buffer> chunks) {
    Promise<Void> done = Promise.promise();
    request.exceptionHandler(done::tryFail);
    request.endHandler(end -> done.tryComplete());
    request.handler(
        chunk -> {
          answer.traffic().received(chunk.length());
          chunks.handle(chunk);
        });
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.resume();
    return done.future();
  }

  /** Stops the flow of body chunks, and with it the client. */
  public void pause() {
    request.pause();
  }

  /** Lets the body chunks flow again. */
  public void resume() {
    request.resume();
  }

  /**
   * Reads the whole body.
   *
   * @return the body; fails with an {@link ApiProblem} when it is larger than a JSON request may be
   */
  public Future<Buffer> body() {
    Buffer body = Buffer.buffer();
    boolean[] tooLarge = {false};
    return receive(
            chunk -> {
              tooLarge[0] |= body.length() + chunk.length() > MAX_JSON_BYTES;
              if (!tooLarge[0]) {
                body.appendBuffer(chunk);
              }
            })
        .map(
            end -> {
              if (tooLarge[0]) {
                throw ApiProblem.of(
                    413, "MAX_REQUEST_SIZE_EXCEEDED", "The body is over " + MAX_JSON_BYTES);
              }
              return body;
            });
  }

  Future<Void> json(JsonEndpoint endpoint) {
    return body()
        .compose(
            text -> {
              ObjectNode body = Json.read(text);
              return answer.json(200, endpoint.handle(this, body));
            });
  }
}
