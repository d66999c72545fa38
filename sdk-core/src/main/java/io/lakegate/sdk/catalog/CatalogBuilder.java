package io.lakegate.sdk.catalog;

import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the operations and waits of several files together. */
final class CatalogBuilder {

  private final Map<String, EndpointDraft> endpoints = new LinkedHashMap<>(2048);
  private final Map<String, WaitDescriptor> waits = new LinkedHashMap<>();
  private final List<WaitDraft> waitDrafts = new ArrayList<>();

  /** The keys of the endpoints that were added here, rather than known before. */
  private final Set<String> own = new HashSet<>(2048);

  private final List<CatalogProblem> problems;

  CatalogBuilder(List<CatalogProblem> problems) {
    this.problems = problems;
  }

  /** Begins with what another catalog holds; what is added takes its place. */
  static CatalogBuilder over(Catalog base, List<CatalogProblem> problems) {
    CatalogBuilder builder = new CatalogBuilder(problems);
    for (Endpoint endpoint : base.endpoints()) {
      builder.endpoints.put(
          EndpointDraft.key(endpoint.method(), endpoint.template()), EndpointDraft.of(endpoint));
    }
    for (WaitDescriptor wait : base.waits()) {
      builder.waits.put(wait.name(), wait);
    }
    return builder;
  }

  void add(OperationDraft operation, String service) {
    String key = EndpointDraft.key(operation.method, operation.template);
    if (own.add(key)) {
      endpoints.put(key, new EndpointDraft(operation.method, operation.template));
    }
    endpoint(key).add(operation, service);
  }

  void add(WaitDraft wait) {
    waitDrafts.add(wait);
  }

  Catalog build() {
    resolveWaits();
    for (WaitDescriptor wait : waits.values()) {
      endpoint(EndpointDraft.key("GET", wait.poll().matchTemplate())).polls(wait);
      for (WaitTrigger trigger : wait.triggers()) {
        endpoint(EndpointDraft.key(trigger.method(), trigger.matchTemplate())).starts(wait);
      }
    }
    List<Endpoint> built = new ArrayList<>(endpoints.size());
    for (EndpointDraft draft : endpoints.values()) {
      built.add(draft.build());
    }
    return new Catalog(built, new ArrayList<>(waits.values()));
  }

  private void resolveWaits() {
    Set<String> names = new HashSet<>();
    for (WaitDraft draft : waitDrafts) {
      if (!names.add(draft.name)) {
        report(draft.file, draft.place, "expected a name that is given once, got " + draft.name);
        continue;
      }
      WaitDescriptor wait = new WaitResolver(this, draft).resolve();
      if (wait != null) {
        waits.put(wait.name(), wait);
      }
    }
  }

  /** The endpoint with this method that fits what the template fits. */
  @Nullable EndpointDraft known(String method, String template) {
    return endpoints.get(EndpointDraft.key(method, template));
  }

  private EndpointDraft endpoint(String key) {
    EndpointDraft endpoint = endpoints.get(key);
    if (endpoint == null) {
      throw new IllegalStateException("the catalog has a wait at an endpoint it lacks: " + key);
    }
    return endpoint;
  }

  void report(String file, String place, String message) {
    problems.add(new CatalogProblem(file, place, message));
  }
}
