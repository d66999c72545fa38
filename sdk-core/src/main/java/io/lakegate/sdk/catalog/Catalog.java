package io.lakegate.sdk.catalog;

import com.fasterxml.jackson.core.JsonParser;
import io.lakegate.sdk.spelling.NearestPath;
import io.lakegate.sdk.waiting.WaitDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The endpoints of the Databricks REST API, found by the method and path of a request.
 *
 * <p>Its facts are those of the SDKs for Go, Python and Java, with the states, times and templates
 * of the API's documentation where the SDKs have none.
 *
 * <p>Threading: immutable.
 */
public final class Catalog {

  private final List<Endpoint> endpoints;
  private final List<WaitDescriptor> waits;
  private final Map<String, PathTemplates<Optional<Endpoint>>> byMethod;

  /**
   * A catalog of these.
   *
   * @param routes the endpoints by method and template
   */
  Catalog(
      List<Endpoint> endpoints,
      List<WaitDescriptor> waits,
      Map<String, PathTemplates.Builder<Optional<Endpoint>>> routes) {
    this.endpoints = List.copyOf(endpoints);
    this.waits = List.copyOf(waits);
    this.byMethod = new HashMap<>();
    for (Map.Entry<String, PathTemplates.Builder<Optional<Endpoint>>> entry : routes.entrySet()) {
      byMethod.put(entry.getKey(), entry.getValue().build());
    }
  }

  /** The catalog that comes with Lakegate; it is read when it is first asked for. */
  public static Catalog standard() {
    return Standard.CATALOG;
  }

  /**
   * This catalog and what files say. An operation of a file takes the place of all that this
   * catalog has with the same method and template, and a wait that of the wait with its name; among
   * the files each may be there once.
   */
  public Extended extendedWith(List<CatalogFile> files) {
    CatalogBuilder builder = CatalogBuilder.over(this);
    for (CatalogFile file : files) {
      try (JsonParser parser = file.content().traverse()) {
        builder.read(file.name(), parser);
      } catch (IOException e) {
        throw new UncheckedIOException("a tree in memory cannot fail to be read", e);
      }
    }
    return new Extended(builder.build(), builder.problems());
  }

  /**
   * The endpoint with this method whose template fits a path best.
   *
   * @param method the HTTP method, as sent
   * @param path a path at the origin, without its query; any API version
   */
  public Optional<Endpoint> find(String method, String path) {
    PathTemplates<Optional<Endpoint>> templates = byMethod.get(method);
    return templates == null ? Optional.empty() : templates.match(path, Optional.empty());
  }

  /**
   * The endpoints of all methods at a path.
   *
   * @param path a path at the origin, without its query; any API version
   */
  public List<Endpoint> at(String path) {
    List<Endpoint> found = new ArrayList<>();
    for (String method : OperationReader.METHODS) {
      find(method, path).ifPresent(found::add);
    }
    return found;
  }

  /**
   * The endpoint that was most likely meant by a path which fits none of them: one of the same
   * method, if there is one.
   *
   * @param path a path at the origin, without its query
   * @param among which endpoints may have been meant
   */
  public Optional<Endpoint> nearest(String method, String path, Predicate<Endpoint> among) {
    return nearest(path, among.and(endpoint -> endpoint.method().equals(method)))
        .or(() -> nearest(path, among));
  }

  private Optional<Endpoint> nearest(String path, Predicate<Endpoint> among) {
    List<Endpoint> candidates = endpoints.stream().filter(among).toList();
    return NearestPath.to(path, candidates.stream().map(Endpoint::template).toList())
        .flatMap(
            meant ->
                candidates.stream()
                    .filter(endpoint -> endpoint.template().equals(meant))
                    .findFirst());
  }

  /** All endpoints, by service. */
  public Collection<Endpoint> endpoints() {
    return endpoints;
  }

  /** All waits, by service. */
  public Collection<WaitDescriptor> waits() {
    return waits;
  }

  /** Holds the catalog from its first use. */
  private static final class Standard {
    private static final Catalog CATALOG = CatalogResources.load();
  }
}
