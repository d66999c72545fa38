package io.lakegate.sdk.waiting;

import io.lakegate.sdk.error.OriginError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the outcome of a trigger is polled for, or why it cannot be. */
public sealed interface PollPlan {

  /**
   * The poll, a GET.
   *
   * @param path its path, encoded
   * @param query its query, encoded, without question mark; empty if there is none
   * @param expectation what its answers are judged by beside the state
   */
  record Ready(String path, String query, Expectation expectation) implements PollPlan {

    /** The request target. */
    public String target() {
      return query.isEmpty() ? path : path + "?" + query;
    }
  }

  /**
   * A value that the poll needs is missing, or cannot be one.
   *
   * @param problem which, where it was looked for, and what was expected
   */
  record Unbound(String problem) implements PollPlan {}

  /**
   * Whether the outcome of a trigger can only be told by somebody who looked before: the poll is
   * then sent once before the trigger, by a plan made of the request alone.
   */
  static boolean looksBefore(WaitTrigger trigger) {
    return trigger.operation().equals(AfterTrigger.RESTART);
  }

  /**
   * What is wrong with a request that is yet to be sent; empty if its answer can be waited for.
   * What the answer has to hold is not looked at.
   */
  static Optional<Unbound> problem(PollTarget poll, WaitTrigger trigger, TriggerExchange exchange) {
    TriggerValues values = new TriggerValues(poll, trigger, exchange);
    for (Binding binding : trigger.bindings()) {
      if (binding.from() != Binding.From.RESPONSE
          && values.of(binding) instanceof BoundValue.Missing(String problem)) {
        return Optional.of(new Unbound(problem));
      }
    }
    return Optional.empty();
  }

  /**
   * The error that a call was answered with under a status of success, and so did not start
   * anything; empty if what the poll needs stands in the answer, or if it holds no error.
   */
  static Optional<OriginError> error(
      WaitDescriptor wait, WaitTrigger trigger, TriggerExchange exchange) {
    TriggerValues values = new TriggerValues(wait.poll(), trigger, exchange);
    boolean named =
        trigger.bindings().stream()
            .filter(binding -> binding.from() == Binding.From.RESPONSE)
            .anyMatch(binding -> values.of(binding) instanceof BoundValue.Found);
    return named ? Optional.empty() : HeldErrors.in(wait.judgement(), exchange.responseBody());
  }

  /**
   * The poll for the outcome of a trigger.
   *
   * @param poll what is polled
   * @param trigger what was called
   * @param exchange the call
   */
  static PollPlan of(PollTarget poll, WaitTrigger trigger, TriggerExchange exchange) {
    TriggerValues values = new TriggerValues(poll, trigger, exchange);
    Map<String, String> places = new HashMap<>();
    List<String> query = new ArrayList<>();
    for (PollTarget.Parameter parameter : poll.parameters()) {
      switch (values.of(parameter)) {
        case BoundValue.Missing(String problem) -> {
          return new Unbound(problem);
        }
        case BoundValue.Found found when parameter.inPath() ->
            places.put("{" + parameter.name() + "}", found.inPath());
        case BoundValue.Found found -> query.add(parameter.name() + "=" + found.inQuery());
      }
    }
    String path =
        Arrays.stream(poll.template().split("/"))
            .map(segment -> places.getOrDefault(segment, segment))
            .collect(Collectors.joining("/"));
    return AfterTrigger.plan(path, String.join("&", query), trigger, exchange);
  }
}
