package io.lakegate.sandbox.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The route table: which endpoint answers which method and path.
 *
 * <p>Any version of an API path matches, whether its template names one or has a {@code *} in its
 * place. A template without places for values goes before one with them, and of these one goes
 * first that begins with more fixed segments, of which three count. Of several that fit alike, the
 * one that was registered first answers, and an override that is in force before the others.
 */
public final class Routes {
  /** Most paths of the platform tell their feature in the third segment. */
  private static final int FIXED = 3;

  private final Map<String, Deque<Route>> literal = new HashMap<>();
  private final Map<String, Deque<Route>> open = new HashMap<>();

  /** Creates an empty table. */
  public Routes() {}

  /** Adds an endpoint that answers GET with JSON. */
  public Routes get(String template, JsonEndpoint endpoint) {
    return json(HttpMethod.GET, template, endpoint);
  }

  /** Adds an endpoint that answers POST with JSON. */
  public Routes post(String template, JsonEndpoint endpoint) {
    return json(HttpMethod.POST, template, endpoint);
  }

  /** Adds an endpoint that answers with JSON. */
  public Routes json(HttpMethod method, String template, JsonEndpoint endpoint) {
    return stream(method, template, call -> call.json(endpoint));
  }

  /** Adds an endpoint that reads the body and writes the answer by itself. */
  public Routes stream(HttpMethod method, String template, Endpoint endpoint) {
    Route route = new Route(method.name(), PathTemplate.of(template), request -> true, endpoint);
    routes(route, template).addLast(route);
    return this;
  }

  /** Adds an endpoint that answers with JSON in place of any other, where it is in force. */
  public Routes override(
      HttpMethod method,
      String template,
      Predicate<HttpServerRequest> inForce,
      JsonEndpoint endpoint) {
    Route route =
        new Route(method.name(), PathTemplate.of(template), inForce, call -> call.json(endpoint));
    routes(route, template).addFirst(route);
    return this;
  }

  /** Returns the endpoint for a request, or nothing when no route fits. */
  Optional<Match> find(HttpServerRequest request) {
    String method = request.method().name();
    List<String> segments = RequestPath.versionless(RequestPath.of(request));
    Optional<Match> found = first(literal.get(key(method, segments)), segments, request);
    for (int fixed = Math.min(FIXED, segments.size()); found.isEmpty() && fixed >= 0; fixed--) {
      found = first(open.get(key(method, segments.subList(0, fixed))), segments, request);
    }
    return found;
  }

  private static Optional<Match> first(
      @Nullable Deque<Route> routes, List<String> segments, HttpServerRequest request) {
    if (routes == null) {
      return Optional.empty();
    }
    for (Route route : routes) {
      Optional<Map<String, String>> values = route.path().match(segments);
      if (values.isPresent() && route.inForce().test(request)) {
        return Optional.of(new Match(route.endpoint(), values.get()));
      }
    }
    return Optional.empty();
  }

  private Deque<Route> routes(Route route, String template) {
    List<String> segments = RequestPath.versionless(template);
    boolean whole = route.path().literal();
    int fixed = Math.min(FIXED, route.path().fixed());
    return (whole ? literal : open)
        .computeIfAbsent(
            key(route.method(), whole ? segments : segments.subList(0, fixed)),
            key -> new ArrayDeque<>());
  }

  private static String key(String method, List<String> segments) {
    return method + " " + String.join("/", segments);
  }

  /**
   * The endpoint that fits a request.
   *
   * @param endpoint the endpoint
   * @param values the raw values of the template's places, by name
   */
  record Match(Endpoint endpoint, Map<String, String> values) {}

  private record Route(
      String method, PathTemplate path, Predicate<HttpServerRequest> inForce, Endpoint endpoint) {}
}
