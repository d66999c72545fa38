package io.lakegate.sandbox.auth;

import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of an {@code application/x-www-form-urlencoded} body. */
final class Form {
  static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

  private final Map<String, String> values;

  private Form(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads a form.
   *
   * @throws io.lakegate.sandbox.http.ApiProblem {@code invalid_request} when a parameter comes
   *     twice or is not encoded (RFC 6749 3.2)
   */
  static Form read(Buffer body) {
    Map<String, String> values = new HashMap<>();
    for (String pair : body.toString(StandardCharsets.UTF_8).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && values.put(decode(pair, 0, equals), decode(pair, equals + 1)) != null) {
        throw OAuthProblem.invalidRequest("A parameter is included more than once");
      }
    }
    return new Form(values);
  }

  /** Returns a parameter; one without a value counts as omitted. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  private static String decode(String pair, int from) {
    return decode(pair, from, pair.length());
  }

  private static String decode(String pair, int from, int to) {
    try {
      return URLDecoder.decode(pair.substring(from, to), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw OAuthProblem.invalidRequest("A parameter is not form-encoded");
    }
  }
}
