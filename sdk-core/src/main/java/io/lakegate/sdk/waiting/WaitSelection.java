package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Judgement.States;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which of the waits that poll one endpoint is meant. A wait is named by the states that end it
 * well: {@code DONE} for an operation or a list of elements, {@code GONE} for a deletion.
 */
public sealed interface WaitSelection {

  /**
   * One wait.
   *
   * @param descriptor the wait; it succeeds in the named states alone where states were named
   */
  record Chosen(WaitDescriptor descriptor) implements WaitSelection {}

  /**
   * Several waits that end differently, and nothing said which.
   *
   * @param choices what could be said, one text for each
   */
  record Ambiguous(List<String> choices) implements WaitSelection {

    /** Copies the list. */
    public Ambiguous {
      choices = List.copyOf(choices);
    }
  }

  /**
   * None ends in the states that were named.
   *
   * @param choices what could be said, one text for each wait
   */
  record NoSuchState(List<String> choices) implements WaitSelection {

    /** Copies the list. */
    public NoSuchState {
      choices = List.copyOf(choices);
    }
  }

  /** The states of a text such as {@code AVAILABLE,STOPPED}; empty for an empty text. */
  static Set<String> states(String text) {
    return Arrays.stream(text.split(","))
        .filter(state -> !state.isEmpty())
        .collect(Collectors.toSet());
  }

  /**
   * Chooses a wait.
   *
   * @param waits the waits that poll an endpoint, in the catalog's order; at least one
   * @param until the states that were named, exactly as they are spelled; empty where none were
   */
  static WaitSelection of(List<WaitDescriptor> waits, Set<String> until) {
    if (!until.isEmpty()) {
      return named(waits, until);
    }
    List<String> choices = choices(waits);
    return choices.size() > 1 ? new Ambiguous(choices) : new Chosen(waits.getFirst());
  }

  /**
   * The text that chooses a wait again among those of its endpoint; empty where nothing need be
   * said.
   */
  static Optional<String> until(WaitDescriptor wait, List<WaitDescriptor> waits) {
    return choices(waits).size() > 1 ? Optional.of(choice(wait)) : Optional.empty();
  }

  /** The wait that ends in these states and no other, else the one with the fewest others. */
  private static WaitSelection named(List<WaitDescriptor> waits, Set<String> until) {
    return waits.stream()
        .filter(wait -> ends(wait).containsAll(until))
        .min(Comparator.comparingInt(wait -> ends(wait).size()))
        .<WaitSelection>map(wait -> new Chosen(narrowed(wait, until)))
        .orElseGet(() -> new NoSuchState(choices(waits)));
  }

  /**
   * A job run's states are refined by its result and all of them are ends; other states that were
   * not named are passed through.
   */
  private static WaitDescriptor narrowed(WaitDescriptor wait, Set<String> until) {
    return wait.judgement() instanceof States states && states.resultPath().isEmpty()
        ? new WaitDescriptor(
            wait.name(), wait.poll(), states.until(until), wait.timeout(), wait.triggers())
        : wait;
  }

  private static List<String> choices(List<WaitDescriptor> waits) {
    return waits.stream().map(WaitSelection::choice).distinct().toList();
  }

  /** The text that names a wait among those of its endpoint: the states that end it well. */
  static String choice(WaitDescriptor wait) {
    return wait.judgement() instanceof Judgement.Gone
        ? GoneRule.GONE
        : String.join(",", new TreeSet<>(ends(wait)));
  }

  private static Set<String> ends(WaitDescriptor wait) {
    return switch (wait.judgement()) {
      case States states -> states.success();
      case Judgement.Operation _, Judgement.Elements _ -> Set.of(OperationRule.DONE);
      case Judgement.Gone gone -> {
        Set<String> ends = new TreeSet<>(gone.gone());
        ends.add(GoneRule.GONE);
        yield ends;
      }
    };
  }
}
