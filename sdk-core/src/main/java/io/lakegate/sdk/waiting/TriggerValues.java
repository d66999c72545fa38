package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.BoundValue.Found;
import io.lakegate.sdk.waiting.BoundValue.Missing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a poll needs in the exchange of its trigger. */
final class TriggerValues {

  private final PollTarget poll;
  private final WaitTrigger trigger;
  private final TriggerExchange exchange;

  TriggerValues(PollTarget poll, WaitTrigger trigger, TriggerExchange exchange) {
    this.poll = poll;
    this.trigger = trigger;
    this.exchange = exchange;
  }

  BoundValue of(PollTarget.Parameter parameter) {
    for (Binding binding : trigger.bindings()) {
      if (binding.parameter().equals(parameter.id())) {
        return of(parameter, binding);
      }
    }
    return new Missing(
        "The poll's parameter "
            + parameter.id()
            + " is bound to nothing by "
            + trigger.operation());
  }

  BoundValue of(Binding binding) {
    for (PollTarget.Parameter parameter : poll.parameters()) {
      if (parameter.id().equals(binding.parameter())) {
        return of(parameter, binding);
      }
    }
    return new Missing("The poll has no parameter " + binding.parameter());
  }

  private BoundValue of(PollTarget.Parameter parameter, Binding binding) {
    Optional<String> raw = raw(parameter, binding);
    if (raw.isEmpty()) {
      return missing(parameter, binding);
    }
    boolean sent = binding.from() == Binding.From.REQUEST_PATH;
    String text = sent ? decoded(raw.get()) : raw.get();
    boolean resourceName = parameter.multiSegment() && parameter.inPath();
    Optional<String> danger =
        parameter.inPath() ? BoundValue.danger(text, resourceName) : Optional.empty();
    if (danger.isPresent()) {
      return new Missing(
          "The %s of %s has a %s that cannot be part of a path: %s; expected a name or an id."
              .formatted(part(binding), trigger.operation(), binding.name(), danger.get()));
    }
    String encoded = BoundValue.encode(text);
    String inPath = resourceName ? encoded.replace("%2F", "/") : encoded;
    return new Found(sent ? raw.get() : inPath, encoded);
  }

  private Missing missing(PollTarget.Parameter parameter, Binding binding) {
    String expected =
        switch (binding.from()) {
          case REQUEST_PATH -> trigger.matchTemplate();
          case RESPONSE, REQUEST_BODY -> "a JSON object with a text or a number there";
        };
    Optional<String> unread =
        binding.from() == Binding.From.REQUEST_BODY ? unreadRequest() : Optional.empty();
    if (unread.isPresent()) {
      return new Missing(
          "The request body of %s %s; expected a JSON object with %s, which the wait needs as %s."
              .formatted(trigger.operation(), unread.get(), binding.name(), parameter.id()));
    }
    return new Missing(
        "The %s of %s has no %s, which the wait needs as %s; expected %s."
            .formatted(
                part(binding), trigger.operation(), binding.name(), parameter.id(), expected));
  }

  /** Why nothing can be found in the request's body; empty where it can be read. */
  private Optional<String> unreadRequest() {
    byte[] body = exchange.requestBody();
    if (new String(body, StandardCharsets.UTF_8).isBlank()) {
      return Optional.of("is empty");
    }
    return JsonMembers.read(body, Set.of()).isPresent()
        ? Optional.empty()
        : Optional.of("is no JSON object (form data such as a=b is none)");
  }

  private static String decoded(String segments) {
    try {
      return URLDecoder.decode(segments.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return segments;
    }
  }

  private static String part(Binding binding) {
    return switch (binding.from()) {
      case RESPONSE -> "response";
      case REQUEST_PATH -> "request path";
      case REQUEST_BODY -> "request body";
    };
  }

  private Optional<String> raw(PollTarget.Parameter parameter, Binding binding) {
    return switch (binding.from()) {
      case RESPONSE -> member(exchange.responseBody(), binding.name());
      case REQUEST_BODY -> member(exchange.requestBody(), binding.name());
      case REQUEST_PATH ->
          TemplatePath.value(trigger.matchTemplate(), binding.name(), exchange.path())
              .or(() -> resourceName(parameter));
    };
  }

  /** An empty text is none. */
  private static Optional<String> member(byte[] body, String name) {
    return JsonMembers.read(body, Set.of(name))
        .flatMap(members -> members.text(name))
        .filter(text -> !text.isEmpty());
  }

  /** The name of a resource, of which the routed templates show each segment. */
  private Optional<String> resourceName(PollTarget.Parameter parameter) {
    List<String> resource =
        TemplatePath.expansion(poll.template(), parameter.name(), poll.matchTemplate());
    return TemplatePath.segments(trigger.matchTemplate(), resource, exchange.path());
  }
}
