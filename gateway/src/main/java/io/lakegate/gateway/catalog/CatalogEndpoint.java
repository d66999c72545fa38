package io.lakegate.gateway.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells what is known of a path: its operations, its list, its waits; without one, of which paths
 * there are lists and waits.
 */
public final class CatalogEndpoint implements LocalEndpoint {

  private static final String PATH = "/lakegate/catalog";
  private static final String PARAMETER = "path";

  /** What may stand before a path; what is known is the same with and without. */
  private static final List<String> VERBS = List.of("/all-pages", "/wait");

  private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
  private static final HeaderField JSON = new HeaderField("Content-Type", "application/json");

  private final Supplier<Catalog> catalog;
  private Optional<byte[]> index = Optional.empty();

  /** Creates the endpoint. */
  public CatalogEndpoint(Supplier<Catalog> catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean answers(String path) {
    return path.equals(PATH);
  }

  @Override
  public String label() {
    return PATH;
  }

  @Override
  public Future<OriginResponse> answer(Exchange exchange, OriginProfile profile, String target) {
    HttpMethod method = exchange.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      throw new GatewayException(
          ProblemCode.METHOD_NOT_ALLOWED,
          PATH + " answers GET, HEAD only.",
          Map.of(),
          List.of(new HeaderField("Allow", "GET, HEAD")));
    }
    byte[] body = parameter(target).map(this::facts).orElseGet(this::index);
    return Future.succeededFuture(OriginResponse.made(200, List.of(JSON), Buffer.buffer(body)));
  }

  /** The catalog never changes while the gateway runs. */
  private byte[] index() {
    byte[] known = index.orElseGet(() -> text(EndpointFacts.index(catalog.get())));
    index = Optional.of(known);
    return known;
  }

  private byte[] facts(String asked) {
    String path = path(asked);
    List<Endpoint> endpoints = catalog.get().at(path);
    if (endpoints.isEmpty()) {
      throw new GatewayException(
          ProblemCode.NOT_IN_CATALOG,
          "Nothing is known of the path '"
              + path
              + "'. It is forwarded all the same; a file in the catalog directory can describe it.");
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("path", path);
    document.put("endpoints", endpoints.stream().map(EndpointFacts::of).toList());
    return text(document);
  }

  /** The path that is asked about, as it is written; nothing for all of them. */
  private static Optional<String> parameter(String target) {
    int query = target.indexOf('?');
    Optional<String> path = Optional.empty();
    for (String part : (query < 0 ? "" : target.substring(query + 1)).split("&")) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (name.equals(PARAMETER)) {
        path = Optional.of(decoded(equals < 0 ? "" : part.substring(equals + 1)));
      } else if (!name.isEmpty()) {
        throw new GatewayException(
            ProblemCode.UNKNOWN_PARAMETER,
            PATH + " has no parameter '" + decoded(name) + "'; there is " + PARAMETER + ".");
      }
    }
    return path;
  }

  /** The path that is asked about, without what a whole target has besides. */
  private static String path(String asked) {
    if (!asked.startsWith("/")) {
      throw new GatewayException(
          ProblemCode.MISSING_PARAMETER,
          "Name the path that you ask about, beginning with a slash, such as "
              + PATH
              + "?path=/api/2.2/jobs/list; without "
              + PARAMETER
              + " all lists and waits are told.");
    }
    String path = RawQuery.pathOf(asked);
    if (path.startsWith("/@")) {
      path = path.substring(Math.max(0, path.indexOf('/', 1)));
    }
    for (String verb : VERBS) {
      if (path.startsWith(verb + "/")) {
        return path.substring(verb.length());
      }
    }
    return path;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static byte[] text(Map<String, Object> document) {
    try {
      return JSON_MAPPER.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("facts of the catalog are JSON values", e);
    }
  }
}
