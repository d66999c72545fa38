package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.NamedLibraries.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is expected after the calls that act on something which already has a state. */
final class AfterTrigger {

  static final String RESTART = "clusters.restart";

  private static final String CANCEL = "jobs.cancel_run";
  private static final String REPAIR = "jobs.repair_run";
  private static final String INSTALL = "libraries.install";
  private static final String UNINSTALL = "libraries.uninstall";
  private static final String REPAIR_ID = "repair_id";

  /** What they start has stopped, which is a failure of the wait. */
  private static final Set<String> STARTS =
      Set.of("clusters.start", "warehouses.start", "apps.start");

  /** A cluster that runs is restarted, or resized, for them. */
  private static final Set<String> CHANGES =
      Set.of("clusters.edit", "clusters.update", "clusters.resize");

  private AfterTrigger() {}

  static PollPlan plan(String path, String query, WaitTrigger trigger, TriggerExchange exchange) {
    return switch (trigger.operation()) {
      case CANCEL -> new PollPlan.Ready(path, query, new AnyEnd());
      case RESTART -> new PollPlan.Ready(path, query, new Restarted(started(exchange)));
      case REPAIR ->
          repairId(exchange)
              .<PollPlan>map(id -> ready(path, query, new Repaired(id)))
              .orElseGet(
                  () ->
                      new PollPlan.Unbound(
                          "The response of "
                              + REPAIR
                              + " has no "
                              + REPAIR_ID
                              + "; a number was expected."));
      case INSTALL -> new PollPlan.Ready(path, query, libraries(Kind.INSTALL, exchange));
      case UNINSTALL -> new PollPlan.Ready(path, query, libraries(Kind.UNINSTALL, exchange));
      default -> new PollPlan.Ready(path, query, settling(trigger.operation()));
    };
  }

  /** Whether one of the calls that start a wait leaves it with such an expectation. */
  static boolean mayLeave(Expectation expectation, WaitDescriptor wait) {
    Set<String> operations =
        switch (expectation) {
          case NothingMore _ -> Set.of();
          case AnyEnd _ -> Set.of(CANCEL);
          case Repaired _ -> Set.of(REPAIR);
          case Restarted _ -> Set.of(RESTART);
          case Settling settling ->
              switch (settling.kind()) {
                case START -> STARTS;
                case CHANGE -> CHANGES;
              };
          case NamedLibraries libraries ->
              switch (libraries.kind()) {
                case INSTALL -> Set.of(INSTALL);
                case UNINSTALL -> Set.of(UNINSTALL);
              };
        };
    return expectation instanceof NothingMore
        || wait.triggers().stream().anyMatch(trigger -> operations.contains(trigger.operation()));
  }

  private static Expectation settling(String operation) {
    if (STARTS.contains(operation)) {
      return new Settling(Settling.Kind.START, Optional.empty());
    }
    return CHANGES.contains(operation)
        ? new Settling(Settling.Kind.CHANGE, Optional.empty())
        : Expectation.none();
  }

  /** Of a call that names none nobody knows what it is about. */
  private static Expectation libraries(Kind kind, TriggerExchange exchange) {
    return NamedLibraries.of(kind, exchange.requestBody())
        .<Expectation>map(named -> named)
        .orElseGet(Expectation::none);
  }

  private static PollPlan.Ready ready(String path, String query, Expectation expectation) {
    return new PollPlan.Ready(path, expectation.pollQuery(query), expectation);
  }

  private static Optional<String> repairId(TriggerExchange exchange) {
    return JsonMembers.read(exchange.responseBody(), List.of(REPAIR_ID))
        .flatMap(response -> response.text(REPAIR_ID))
        .filter(Repaired::isId);
  }

  private static Optional<String> started(TriggerExchange exchange) {
    String started = Restarted.STARTED;
    return JsonMembers.read(exchange.before(), List.of(started))
        .map(cluster -> cluster.text(started).orElse(""))
        .filter(Restarted::isTime);
  }
}
