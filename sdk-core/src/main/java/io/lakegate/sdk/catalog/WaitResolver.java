package io.lakegate.sdk.catalog;

import io.lakegate.sdk.waiting.Binding;
import io.lakegate.sdk.waiting.Judgement;
import io.lakegate.sdk.waiting.PollTarget;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks up the endpoints that a wait names, and checks that they fit each other. */
final class WaitResolver {

  private final CatalogBuilder catalog;
  private final WaitDraft draft;

  WaitResolver(CatalogBuilder catalog, WaitDraft draft) {
    this.catalog = catalog;
    this.draft = draft;
  }

  /** The wait; null if it cannot be used, which is then reported. */
  @Nullable WaitDescriptor resolve() {
    EndpointDraft poll = endpoint(draft.place.concat(".poll"), "GET", draft.pollPath);
    Judgement judgement = draft.judgement;
    if (poll == null || judgement == null) {
      return null;
    }
    PollTarget target = target(poll, judgement instanceof Judgement.Operation);
    List<WaitTrigger> triggers = new ArrayList<>(draft.triggers.size());
    for (WaitDraft.Trigger trigger : draft.triggers) {
      EndpointDraft endpoint = endpoint(trigger.place(), trigger.method(), trigger.path());
      if (endpoint != null && binds(trigger, target) && has(endpoint, trigger)) {
        triggers.add(
            new WaitTrigger(
                endpoint.operation().name(),
                trigger.method(),
                endpoint.template(),
                trigger.bindings()));
      }
    }
    return new WaitDescriptor(draft.name, target, judgement, draft.timeout(), triggers);
  }

  private @Nullable EndpointDraft endpoint(String place, String method, String path) {
    EndpointDraft endpoint = null;
    try {
      endpoint = catalog.known(method, path);
    } catch (IllegalArgumentException e) {
      report(place, String.valueOf(e.getMessage()));
      return null;
    }
    if (endpoint == null) {
      report(
          place,
          "got "
              + method
              + " "
              + path
              + ", expected the method and template of an operation, of this file or of the"
              + " catalog");
    }
    return endpoint;
  }

  /** The name of an operation is the whole of what it was answered as, slashes and all. */
  private PollTarget target(EndpointDraft poll, boolean byOperation) {
    Operation operation = poll.operation();
    List<PollTarget.Parameter> parameters = new ArrayList<>(2);
    for (TemplateSegment segment : PathTemplate.parse(operation.path()).segments()) {
      for (String name : segment.names()) {
        boolean multi = byOperation || Endpoint.isResourceName(operation, poll.template(), name);
        parameters.add(new PollTarget.Parameter(name, true, name, multi));
      }
    }
    for (Map.Entry<String, String> query : draft.query.entrySet()) {
      parameters.add(new PollTarget.Parameter(query.getKey(), false, query.getValue(), false));
    }
    return new PollTarget(operation.path(), poll.template(), parameters);
  }

  /** Whether the trigger fills all parameters of the poll, and no others. */
  private boolean binds(WaitDraft.Trigger trigger, PollTarget target) {
    List<String> missing = new ArrayList<>();
    for (PollTarget.Parameter parameter : target.parameters()) {
      missing.add(parameter.id());
    }
    boolean binds = true;
    for (Binding binding : trigger.bindings()) {
      if (!missing.remove(binding.parameter())) {
        report(trigger, "expected no binding of " + binding.parameter() + ", the poll has none");
        binds = false;
      }
    }
    for (String name : missing) {
      report(trigger, "expected a binding of " + name + ", which the poll needs");
      binds = false;
    }
    return binds;
  }

  /** Whether the trigger's path has the names that are taken from it. */
  private boolean has(EndpointDraft endpoint, WaitDraft.Trigger trigger) {
    for (Binding binding : trigger.bindings()) {
      if (binding.from() == Binding.From.REQUEST_PATH
          && !contains(endpoint.template(), binding.name())
          && !contains(endpoint.operation().path(), binding.name())) {
        report(trigger, "expected a name of the path, got path." + binding.name());
        return false;
      }
    }
    return true;
  }

  private static boolean contains(String template, String name) {
    return template.contains("{" + name + "}") || template.contains("{" + name + "+}");
  }

  private void report(WaitDraft.Trigger trigger, String message) {
    report(trigger.place().concat(".bind"), message);
  }

  private void report(String place, String message) {
    catalog.report(draft.file, place, message);
  }
}
