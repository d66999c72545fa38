package io.lakegate.sandbox.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The route table: which endpoint answers which method and path.
 *
 * <p>Templates of API paths are written with a {@code *} in place of the version: any version
 * matches. The one without places for values goes first, the others in the order of their
 * registration.
 */
public final class Routes {
  private final Map<String, Endpoint> literal = new HashMap<>();
  private final List<Route> open = new ArrayList<>();

  /** Creates an empty table. */
  public Routes() {}

  /** Adds an endpoint that answers GET with JSON. */
  public Routes get(String template, JsonEndpoint endpoint) {
    return stream(HttpMethod.GET, template, call -> call.json(endpoint));
  }

  /** Adds an endpoint that answers POST with JSON. */
  public Routes post(String template, JsonEndpoint endpoint) {
    return stream(HttpMethod.POST, template, call -> call.json(endpoint));
  }

  /** Adds an endpoint that reads the body and writes the answer by itself. */
  public Routes stream(HttpMethod method, String template, Endpoint endpoint) {
    PathTemplate path = PathTemplate.of(template);
    if (path.literal()) {
      literal.put(key(method.name(), RequestPath.segments(template)), endpoint);
    } else {
      open.add(new Route(method.name(), path, endpoint));
    }
    return this;
  }

  /** Returns the endpoint for a method and a path, or nothing when no route fits. */
  Optional<Match> find(String method, String path) {
    List<String> segments = RequestPath.versionless(path);
    Endpoint exact = literal.get(key(method, segments));
    if (exact != null) {
      return Optional.of(new Match(exact, Map.of()));
    }
    for (Route route : open) {
      Optional<Map<String, String>> values =
          route.method().equals(method) ? route.path().match(segments) : Optional.empty();
      if (values.isPresent()) {
        return Optional.of(new Match(route.endpoint(), values.get()));
      }
    }
    return Optional.empty();
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

  private record Route(String method, PathTemplate path, Endpoint endpoint) {}
}
