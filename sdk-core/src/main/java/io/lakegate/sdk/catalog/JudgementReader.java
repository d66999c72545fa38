package io.lakegate.sdk.catalog;

import io.lakegate.sdk.waiting.Judgement;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how the answer to a poll is judged: the value of a wait's member of that name. */
final class JudgementReader {

  private static final List<String> STATES =
      List.of(
          "at",
          "success",
          "failure",
          "dead",
          "absent_is_success",
          "message",
          "result",
          "elsewhere");

  private static final List<String> GONE = List.of("at", "gone", "failure");

  private static final List<String> ELEMENTS =
      List.of("items", "at", "pending", "success", "failure", "message", "ignored");

  private static final Judgement OPERATION = new Judgement.Operation();

  private final CatalogInput in;

  JudgementReader(CatalogInput in) {
    this.in = in;
  }

  /** The judgement; null if it cannot be used, which is then reported. */
  @Nullable Judgement read() throws IOException {
    String kind = in.name();
    Draft draft = new Draft();
    if (!in.object()) {
      return null;
    }
    while (in.member()) {
      member(kind, draft);
    }
    check(kind, draft);
    return switch (kind) {
      case "states" -> draft.states();
      case "gone" -> draft.gone();
      case "elements" -> draft.elements();
      default -> OPERATION;
    };
  }

  private static List<String> members(String kind) {
    return switch (kind) {
      case "states" -> STATES;
      case "gone" -> GONE;
      case "elements" -> ELEMENTS;
      default -> List.of();
    };
  }

  private void member(String kind, Draft draft) throws IOException {
    if (!members(kind).contains(in.name())) {
      in.unknown(members(kind));
      return;
    }
    switch (in.name()) {
      case "at" -> draft.at = in.required();
      case "success" -> draft.success = states();
      case "failure" -> draft.failure = states();
      case "dead" -> draft.dead = states();
      case "absent_is_success" -> draft.absentIsSuccess = in.flag();
      case "gone" -> draft.gone = states();
      case "pending" -> draft.pending = in.texts();
      case "items" -> draft.items = in.required();
      case "message" -> draft.message = Optional.of(in.required());
      case "result" -> draft.result = Optional.of(in.required());
      case "ignored" -> draft.ignored = Optional.of(in.required());
      default -> draft.elsewhere = elsewhere();
    }
  }

  private void check(String kind, Draft draft) {
    boolean byState = kind.equals("states") || kind.equals("elements");
    boolean states = !draft.gone.isEmpty() || (kind.equals("gone") && !draft.failure.isEmpty());
    if (draft.at.isEmpty() && (byState || states)) {
      in.missing("at", "expected a member at, the name of the state");
    }
    if (kind.equals("states") && draft.success.isEmpty()) {
      in.missing("success", "expected a member success with at least one state");
    }
    if (kind.equals("elements") && (draft.items.isEmpty() || draft.pending.isEmpty())) {
      in.missing(draft.items.isEmpty() ? "items" : "pending", "expected members items and pending");
    }
  }

  private Set<String> states() throws IOException {
    return new HashSet<>(in.texts());
  }

  private Map<String, Set<String>> elsewhere() throws IOException {
    Map<String, Set<String>> elsewhere = new LinkedHashMap<>();
    if (in.object()) {
      while (in.member()) {
        elsewhere.put(in.name(), states());
      }
    }
    return elsewhere;
  }

  /** A judgement while it is read. */
  private static final class Draft {
    private String at = "";
    private String items = "";
    private Set<String> success = Set.of();
    private Set<String> failure = Set.of();
    private Set<String> dead = Set.of();
    private Set<String> gone = Set.of();
    private boolean absentIsSuccess;
    private List<String> pending = List.of();
    private Optional<String> message = Optional.empty();
    private Optional<String> result = Optional.empty();
    private Optional<String> ignored = Optional.empty();
    private Map<String, Set<String>> elsewhere = Map.of();

    private Judgement states() {
      return new Judgement.States(
          at, success, failure, dead, message, result, absentIsSuccess, elsewhere);
    }

    private Judgement gone() {
      return new Judgement.Gone(at.isEmpty() ? Optional.empty() : Optional.of(at), gone, failure);
    }

    private Judgement elements() {
      return new Judgement.Elements(items, at, pending, success, failure, message, ignored);
    }
  }
}
