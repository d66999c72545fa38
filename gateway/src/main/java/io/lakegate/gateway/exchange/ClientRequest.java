package io.lakegate.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;

/**
 * The head of a client's request, and its body that has not been read yet.
 *
 * @param method the method, any token
 * @param target the request target, the very bytes of the request line
 * @param version HTTP/1.0 or HTTP/1.1
 * @param headers the fields as they came; not to be changed
 * @param body the body
 */
public record ClientRequest(
    HttpMethod method, String target, HttpVersion version, MultiMap headers, RequestBody body) {

  /** The value of a field, the first one where there are several. */
  public Optional<String> header(CharSequence name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The same request with another body. */
  public ClientRequest withBody(RequestBody other) {
    return new ClientRequest(method, target, version, headers, other);
  }

  /** Never prints fields or the query: they may hold secrets. */
  @Override
  public String toString() {
    return "ClientRequest[" + method + "]";
  }
}
