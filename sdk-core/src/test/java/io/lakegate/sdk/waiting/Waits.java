package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Judgement.Elements;
import io.lakegate.sdk.waiting.Judgement.Gone;
import io.lakegate.sdk.waiting.Judgement.Operation;
import io.lakegate.sdk.waiting.Judgement.States;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Waits as the platform has them, one of each kind. */
final class Waits {

  static final States CLUSTER_RUNNING =
      new States(
          "state",
          Set.of("RUNNING"),
          Set.of("ERROR", "TERMINATED"),
          Set.of("UNKNOWN"),
          Optional.of("state_message"),
          Optional.empty());

  static final States RUN_OVER =
      new States(
          "state.life_cycle_state",
          Set.of("TERMINATED", "SKIPPED"),
          Set.of("INTERNAL_ERROR"),
          Set.of(),
          Optional.of("state.state_message"),
          Optional.of("state.result_state"));

  static final States CATALOG_PROVISIONED =
      new States(
          "provisioning_info.state",
          Set.of("ACTIVE"),
          Set.of("FAILED"),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          true,
          Map.of());

  static final States INDEX_READY =
      new States(
          "status.ready",
          Set.of("true"),
          Set.of(),
          Set.of(),
          Optional.of("status.message"),
          Optional.empty());

  static final Gone WAREHOUSE_DELETED =
      new Gone(Optional.of("state"), Set.of("DELETED"), Set.of("DELETION_FAILED"));

  static final Gone INDEX_DELETED = new Gone(Optional.empty(), Set.of(), Set.of());

  static final Elements LIBRARIES =
      new Elements(
          "library_statuses",
          "status",
          List.of("PENDING", "RESOLVING", "INSTALLING"),
          Set.of("INSTALLED", "SKIPPED", "UNINSTALL_ON_RESTART", "RESTORED"),
          Set.of("FAILED"),
          Optional.of("messages"),
          Optional.of("is_library_for_all_clusters"));

  static final Operation OPERATION = new Operation();

  private Waits() {}

  static States states(Set<String> success) {
    return new States("state", success, Set.of(), Set.of(), Optional.empty(), Optional.empty());
  }

  static WaitDescriptor wait(String name, Judgement judgement) {
    PollTarget poll = new PollTarget("/api/2.0/things", "/api/2.0/things", List.of());
    return new WaitDescriptor(name, poll, judgement, Optional.<Duration>empty(), List.of());
  }
}
