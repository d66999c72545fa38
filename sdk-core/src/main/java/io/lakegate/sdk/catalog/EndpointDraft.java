package io.lakegate.sdk.catalog;

import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.waiting.WaitDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An endpoint while the catalog is built. */
final class EndpointDraft {
  private final String method;
  private final String template;
  private final List<Operation> operations = new ArrayList<>(1);
  private Optional<ListDescriptor> list = Optional.empty();
  private Optional<IdempotencyField> idempotency = Optional.empty();
  private boolean reads;
  private boolean reveals;
  private List<WaitDescriptor> startsWaits = List.of();
  private List<WaitDescriptor> pollsWaits = List.of();

  EndpointDraft(String method, String template) {
    this.method = method;
    this.template = template;
  }

  /** An endpoint that was built, without its waits. */
  static EndpointDraft of(Endpoint endpoint) {
    EndpointDraft draft = new EndpointDraft(endpoint.method(), endpoint.template());
    draft.operations.addAll(endpoint.operations());
    draft.list = endpoint.list();
    draft.idempotency = endpoint.idempotency();
    draft.reads = endpoint.reads();
    draft.reveals = endpoint.reveals();
    return draft;
  }

  /** What all methods and paths that fit the same requests have in common. */
  static String key(String method, String template) {
    String shape = template.startsWith("/") ? PathTemplate.parse(template).shape() : template;
    return method.concat(shape);
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

  String template() {
    return template;
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
