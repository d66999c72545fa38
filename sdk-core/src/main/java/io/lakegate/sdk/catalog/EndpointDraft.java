package io.lakegate.sdk.catalog;

import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.waiting.WaitDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An endpoint while the catalog is built. */
final class EndpointDraft {
  private final String method;
  private final String template;
  private final @Nullable PathTemplate route;
  private boolean old;
  private final List<Operation> operations = new ArrayList<>(1);
  private Optional<ListDescriptor> list = Optional.empty();
  private Optional<IdempotencyField> idempotency = Optional.empty();
  private boolean reads;
  private boolean reveals;
  private List<WaitDescriptor> startsWaits = List.of();
  private List<WaitDescriptor> pollsWaits = List.of();

  /** Starts an endpoint with nothing but its place. */
  EndpointDraft(String method, String template, @Nullable PathTemplate route) {
    this.method = method;
    this.template = template;
    this.route = route;
  }

  /** An endpoint of another catalog, without its waits. */
  static EndpointDraft of(Endpoint endpoint, Repetitions repetitions) {
    PathTemplate route =
        endpoint.isRouted() ? PathTemplate.parse(endpoint.template(), repetitions) : null;
    EndpointDraft draft = new EndpointDraft(endpoint.method(), endpoint.template(), route);
    draft.old = true;
    draft.operations.addAll(endpoint.operations());
    draft.list = endpoint.list();
    draft.idempotency = endpoint.idempotency();
    draft.reads = endpoint.reads();
    draft.reveals = endpoint.reveals();
    return draft;
  }

  /** What all methods and templates that fit the same requests have in common. */
  String key() {
    return method.concat(route == null ? template : route.shape());
  }

  /** Whether it comes from another catalog. */
  boolean isOld() {
    return old;
  }

  /** Adds an operation; of two lists, the one that drops items that came before is kept. */
  void add(OperationDraft added, String service) {
    operations.add(added.operation(service));
    if (added.list != null
        && (list.isEmpty()
            || (list.get().distinctBy().isEmpty() && added.list.distinctBy().isPresent()))) {
      list = Optional.of(added.list);
    }
    if (added.idempotency != null && idempotency.isEmpty()) {
      idempotency = Optional.of(added.idempotency);
    }
    reads |= added.reads;
    reveals |= added.reveals;
  }

  void starts(WaitDescriptor wait) {
    startsWaits = with(startsWaits, wait);
  }

  void polls(WaitDescriptor wait) {
    pollsWaits = with(pollsWaits, wait);
  }

  private static List<WaitDescriptor> with(List<WaitDescriptor> waits, WaitDescriptor wait) {
    List<WaitDescriptor> more = new ArrayList<>(waits);
    more.add(wait);
    return more;
  }

  String method() {
    return method;
  }

  String template() {
    return template;
  }

  /** The template as it was read; null for one that no path fits. */
  @Nullable PathTemplate route() {
    return route;
  }

  /** The first of its operations. */
  Operation operation() {
    return operations.getFirst();
  }

  Endpoint build() {
    return new Endpoint(
        method, template, operations, list, startsWaits, pollsWaits, idempotency, reads, reveals);
  }
}
