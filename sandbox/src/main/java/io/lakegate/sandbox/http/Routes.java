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

/**
 * The route table: which endpoint answers which method and path.
 *
 * <p>Any version of an API path matches, whether its template names one or has a {@code *} in its
 * place. A template without places for values goes before one with them; of several that fit, the
 * one that was registered first answers, and an override that is in force before all others.
 */
public final class Routes {
  private final Map<String, Deque<Route>> literal = new HashMap<>();
  private final Deque<Route> open = new ArrayDeque<>();

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
    for (Route route : literal.getOrDefault(key(method, segments), new ArrayDeque<>())) {
      if (route.inForce().test(request)) {
        return Optional.of(new Match(route.endpoint(), Map.of()));
      }
    }
    for (Route route : open) {
      Optional<Map<String, String>> values =
          route.method().equals(method) ? route.path().match(segments) : Optional.empty();
      if (values.isPresent() && route.inForce().test(request)) {
        return Optional.of(new Match(route.endpoint(), values.get()));
      }
    }
    return Optional.empty();
  }

  private Deque<Route> routes(Route route, String template) {
    return route.path().literal()
        ? literal.computeIfAbsent(
            key(route.method(), RequestPath.versionless(template)), key -> new ArrayDeque<>())
        : open;
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
