package io.lakegate.sdk.catalog;

import com.fasterxml.jackson.core.JsonParser;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the operations and waits of several files together.
 *
 * <p>No lambda, pattern switch or joined string is on its way and that of the readers unless
 * something is wrong: the first of each in a process costs as much as a good part of the catalog.
 */
final class CatalogBuilder {

  private final Repetitions repetitions = new Repetitions();
  private final List<CatalogProblem> problems = new ArrayList<>();
  private final Map<String, EndpointDraft> endpoints = new LinkedHashMap<>(2048);
  private final Map<String, WaitDescriptor> waits = new LinkedHashMap<>();
  private final List<WaitDraft> waitDrafts = new ArrayList<>();

  /** The operations that extend another catalog, each of which may be described once. */
  private final Map<String, OperationDraft> added = new HashMap<>();

  private boolean extending;

  /** Begins with what another catalog holds; what is added takes its place. */
  static CatalogBuilder over(Catalog base) {
    CatalogBuilder builder = new CatalogBuilder();
    builder.extending = true;
    for (Endpoint endpoint : base.endpoints()) {
      EndpointDraft draft = EndpointDraft.of(endpoint, builder.repetitions);
      builder.endpoints.put(draft.key(), draft);
    }
    for (WaitDescriptor wait : base.waits()) {
      builder.waits.put(wait.name(), wait);
    }
    return builder;
  }

  /** Adds what a file says; the parser stands before it. */
  void read(String file, JsonParser parser) throws IOException {
    CatalogReader.read(new CatalogInput(file, parser, repetitions, problems), this);
  }

  void add(OperationDraft operation, String service) {
    String key = operation.key();
    if (extending && isSecond(key, operation)) {
      return;
    }
    EndpointDraft endpoint = endpoints.get(key);
    if (endpoint == null || endpoint.isOld()) {
      endpoint = new EndpointDraft(operation.method, operation.template, operation.route);
      endpoints.put(key, endpoint);
    }
    endpoint.add(operation, service);
  }

  private boolean isSecond(String key, OperationDraft operation) {
    OperationDraft first = added.putIfAbsent(key, operation);
    if (first == null) {
      return false;
    }
    report(
        operation.file,
        operation.place,
        "got %s %s again, expected it once; %s of %s describes it too"
            .formatted(operation.method, operation.template, first.place, first.file));
    return true;
  }

  void add(WaitDraft wait) {
    waitDrafts.add(wait);
  }

  /** What is wrong in the files, complete once the catalog is built. */
  List<CatalogProblem> problems() {
    return problems;
  }

  Catalog build() {
    resolveWaits();
    for (WaitDescriptor wait : waits.values()) {
      endpoint("GET", wait.poll().matchTemplate()).polls(wait);
      for (WaitTrigger trigger : wait.triggers()) {
        endpoint(trigger.method(), trigger.matchTemplate()).starts(wait);
      }
    }
    List<Endpoint> built = new ArrayList<>(endpoints.size());
    Map<String, PathTemplates.Builder<Optional<Endpoint>>> routes = new HashMap<>();
    for (EndpointDraft draft : endpoints.values()) {
      Endpoint endpoint = draft.build();
      built.add(endpoint);
      route(routes, draft, endpoint);
    }
    return new Catalog(built, new ArrayList<>(waits.values()), routes);
  }

  private static void route(
      Map<String, PathTemplates.Builder<Optional<Endpoint>>> routes,
      EndpointDraft draft,
      Endpoint endpoint) {
    PathTemplate template = draft.route();
    if (template != null) {
      PathTemplates.Builder<Optional<Endpoint>> ofMethod = routes.get(draft.method());
      if (ofMethod == null) {
        ofMethod = PathTemplates.builder();
        routes.put(draft.method(), ofMethod);
      }
      ofMethod.add(template, Optional.of(endpoint));
    }
  }

  private void resolveWaits() {
    Set<String> names = new HashSet<>();
    for (WaitDraft draft : waitDrafts) {
      WaitDescriptor wait = new WaitResolver(this, draft).resolve();
      if (!names.add(draft.name)) {
        report(draft.file, draft.place, "got " + draft.name + ", expected a name of its own");
      } else if (wait != null) {
        waits.put(wait.name(), wait);
      }
    }
  }

  /**
   * The endpoint with this method that fits what the template fits.
   *
   * @throws IllegalArgumentException if it is no template
   */
  @Nullable EndpointDraft known(String method, String template) {
    return endpoints.get(method.concat(PathTemplate.parse(template, repetitions).shape()));
  }

  private EndpointDraft endpoint(String method, String template) {
    EndpointDraft endpoint = known(method, template);
    if (endpoint == null) {
      throw new IllegalStateException(
          "the catalog has a wait at an endpoint it lacks: " + method + " " + template);
    }
    return endpoint;
  }

  void report(String file, String place, String message) {
    problems.add(new CatalogProblem(file, place, message));
  }
}
