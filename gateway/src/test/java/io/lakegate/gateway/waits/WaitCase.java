package io.lakegate.gateway.waits;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.waiting.Judgement;
import io.lakegate.sdk.waiting.PollTarget;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A wait of the catalog, and one way to begin it.
 *
 * @param trigger what starts the operation; empty where it is only polled
 */
record WaitCase(WaitDescriptor descriptor, Optional<WaitTrigger> trigger) {

  private static final Catalog CATALOG = Catalog.standard();

  /** Every wait, by each of its triggers. */
  static List<WaitCase> byTrigger() {
    return CATALOG.waits().stream()
        .flatMap(wait -> wait.triggers().stream().map(t -> new WaitCase(wait, Optional.of(t))))
        .toList();
  }

  /** Every wait, by its poll alone. */
  static List<WaitCase> byPoll() {
    return CATALOG.waits().stream().map(wait -> new WaitCase(wait, Optional.empty())).toList();
  }

  static List<WaitCase> all() {
    return Stream.concat(byTrigger().stream(), byPoll().stream()).toList();
  }

  /** The trigger as it is written in lists of exceptions; empty for a poll. */
  String by() {
    return trigger.map(known -> known.method() + " " + known.matchTemplate()).orElse("");
  }

  /** The states that are told to fail. */
  Set<String> failures() {
    return switch (descriptor.judgement()) {
      case Judgement.States states -> states.failure();
      case Judgement.Operation _ -> Set.of("FAILED");
      case Judgement.Gone gone -> gone.failure();
      case Judgement.Elements elements -> elements.failure();
    };
  }

  /** The states that are an end although the SDKs wait on. */
  Set<String> dead() {
    return descriptor.judgement() instanceof Judgement.States states ? states.dead() : Set.of();
  }

  /** Whether the platform explains failures in the entity. */
  boolean explains() {
    return switch (descriptor.judgement()) {
      case Judgement.States states -> states.messagePath().isPresent();
      case Judgement.Operation _ -> true;
      case Judgement.Gone _ -> false;
      case Judgement.Elements elements -> elements.messagePath().isPresent();
    };
  }

  /** Whether a state that nobody knows can be shown. */
  boolean hasStates() {
    return descriptor.judgement() instanceof Judgement.States states
        && !states.success().contains("true");
  }

  boolean isGone() {
    return descriptor.judgement() instanceof Judgement.Gone;
  }

  /** Whether an entity shows that the operation is over, and well. */
  boolean isOver(JsonNode entity) {
    return switch (descriptor.judgement()) {
      case Judgement.States states ->
          states.success().contains(member(entity, states.statePath()).asText());
      case Judgement.Operation _ -> entity.path("done").asBoolean() && !entity.has("error");
      case Judgement.Gone _ -> entity.isObject();
      case Judgement.Elements elements ->
          !entity.path(elements.itemsPath()).isEmpty()
              && entity
                  .path(elements.itemsPath())
                  .valueStream()
                  .map(item -> item.path(elements.statePath()).asText())
                  .noneMatch(state -> elements.pending().contains(state));
    };
  }

  private static JsonNode member(JsonNode entity, String path) {
    return entity.at("/" + path.replace('.', '/'));
  }

  /** What {@code _until} has to say, where the wait is not the only one of its poll path. */
  Optional<String> until() {
    Endpoint endpoint = CATALOG.find("GET", descriptor.poll().matchTemplate()).orElseThrow();
    Set<String> choices =
        endpoint.pollsWaits().stream().map(WaitCase::choice).collect(Collectors.toSet());
    return choices.size() > 1 ? Optional.of(choice(descriptor)) : Optional.empty();
  }

  static String choice(WaitDescriptor wait) {
    return switch (wait.judgement()) {
      case Judgement.States states -> String.join(",", new TreeSet<>(states.success()));
      case Judgement.Operation _, Judgement.Elements _ -> "DONE";
      case Judgement.Gone _ -> "GONE";
    };
  }

  /** The poll of a thing that no other test has. */
  String poll(Thing thing) {
    String path = thing.fill(descriptor.poll().matchTemplate());
    String query =
        descriptor.poll().parameters().stream()
            .filter(parameter -> !parameter.inPath())
            .map(PollTarget.Parameter::name)
            .map(name -> name + "=" + thing.value(name))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  @Override
  public String toString() {
    return descriptor.name() + " by " + trigger.map(_ -> by()).orElse("its poll");
  }
}
