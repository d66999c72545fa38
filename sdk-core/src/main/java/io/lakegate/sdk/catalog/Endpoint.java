package io.lakegate.sdk.catalog;

import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.waiting.WaitDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path template, and what is known of the requests that fit.
 *
 * @param method the HTTP method
 * @param template the path template by which it is routed, as {@link PathTemplates} reads it; the
 *     data plane's alone, {@code {data_plane_url}}, is a whole address that no path fits
 * @param operations the operations with this method and template; at least one
 * @param list how it is paged, if it is a list
 * @param startsWaits the waits that it begins
 * @param pollsWaits the waits that it tells the state of
 * @param idempotency the field that makes a second copy harmless, where it has one
 * @param reads whether it only reads although its method does not say so
 * @param reveals whether its answer holds a credential
 */
public record Endpoint(
    String method,
    String template,
    List<Operation> operations,
    Optional<ListDescriptor> list,
    List<WaitDescriptor> startsWaits,
    List<WaitDescriptor> pollsWaits,
    Optional<IdempotencyField> idempotency,
    boolean reads,
    boolean reveals) {

  /** Copies the lists. */
  public Endpoint {
    operations = List.copyOf(operations);
    startsWaits = List.copyOf(startsWaits);
    pollsWaits = List.copyOf(pollsWaits);
  }

  /**
   * What the names of the template stand for in a path: raw, as they stand there. Names that the
   * SDKs use for several segments at once are among them.
   *
   * @param path a path without its query
   * @return values by name; none if the template does not fit
   */
  public Map<String, String> parameters(String path) {
    if (!isRouted()) {
      return Map.of();
    }
    PathTemplate routed = PathTemplate.parse(template);
    Map<String, String> values = new LinkedHashMap<>(routed.values(path));
    for (Operation operation : operations) {
      if (!operation.path().equals(template)) {
        sdkTemplate(operation, routed).values(path).forEach(values::putIfAbsent);
      }
    }
    return values;
  }

  /** Whether paths can fit the template. */
  boolean isRouted() {
    return template.startsWith("/");
  }

  /** The names of an operation's own path that stand for several segments each. */
  static boolean isResourceName(Operation operation, String template, String name) {
    return operation.path().contains("{" + name + "}")
        && !template.contains("{" + name + "}")
        && !template.contains("{" + name + "+}");
  }

  private PathTemplate sdkTemplate(Operation operation, PathTemplate routed) {
    PathTemplate sdk = PathTemplate.parse(operation.path());
    if (sdk.segments().size() == routed.segments().size()) {
      return sdk;
    }
    String path = operation.path();
    for (TemplateSegment segment : sdk.segments()) {
      for (String name : segment.names()) {
        if (isResourceName(operation, template, name)) {
          path = path.replace("{" + name + "}", "{" + name + "+}");
        }
      }
    }
    return PathTemplate.read(path, new Repetitions());
  }
}
