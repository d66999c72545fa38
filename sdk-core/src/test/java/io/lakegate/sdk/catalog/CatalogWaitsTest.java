package io.lakegate.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.waiting.Binding;
import io.lakegate.sdk.waiting.Binding.From;
import io.lakegate.sdk.waiting.Judgement;
import io.lakegate.sdk.waiting.PollTarget;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogWaitsTest {

  private static final Catalog CATALOG = Catalog.standard();

  private static WaitDescriptor wait(String name) {
    return CATALOG.waits().stream()
        .filter(wait -> wait.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void waits_standard_areAllThatAreKnown() {
    assertThat(
            CATALOG.waits().stream()
                .collect(
                    Collectors.groupingBy(
                        wait -> wait.judgement().getClass().getSimpleName(),
                        Collectors.counting())))
        .isEqualTo(Map.of("States", 49L, "Operation", 41L, "Gone", 8L, "Elements", 1L));
    assertThat(CATALOG.waits()).hasSize(99);
    assertThat(CATALOG.waits()).flatExtracting(WaitDescriptor::triggers).hasSize(116);
  }

  static Stream<WaitDescriptor> waits() {
    return CATALOG.waits().stream();
  }

  /** A poll needs all that its triggers bind, and nothing else; both are endpoints. */
  @ParameterizedTest
  @MethodSource("waits")
  void wait_pollAndTriggers_fitEachOther(WaitDescriptor wait) {
    PollTarget poll = wait.poll();
    assertThat(endpoint("GET", poll.matchTemplate()).pollsWaits()).contains(wait);
    List<String> parameters =
        poll.parameters().stream().map(PollTarget.Parameter::id).sorted().toList();
    assertThat(poll.parameters())
        .filteredOn(PollTarget.Parameter::inPath)
        .allSatisfy(path -> assertThat(poll.template()).contains("{" + path.name() + "}"));
    for (WaitTrigger trigger : wait.triggers()) {
      assertThat(endpoint(trigger.method(), trigger.matchTemplate()).startsWaits()).contains(wait);
      assertThat(trigger.bindings().stream().map(Binding::parameter).sorted().toList())
          .isEqualTo(parameters);
    }
  }

  private static Endpoint endpoint(String method, String template) {
    return CATALOG.endpoints().stream()
        .filter(e -> e.method().equals(method) && e.template().equals(template))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void wait_state_isWholeAsTheSdksHaveIt() {
    WaitDescriptor running = wait("WaitGetClusterRunning");
    assertThat(running.poll())
        .isEqualTo(
            new PollTarget(
                "/api/2.1/clusters/get",
                "/api/2.1/clusters/get",
                List.of(new PollTarget.Parameter("cluster_id", false, "cluster_id", false))));
    assertThat(running.judgement())
        .isEqualTo(
            new Judgement.States(
                "state",
                Set.of("RUNNING"),
                Set.of("ERROR", "TERMINATED"),
                Set.of("UNKNOWN"),
                Optional.of("state_message"),
                Optional.empty()));
    assertThat(running.timeout()).contains(Duration.ofMinutes(20));
    assertThat(running.triggers())
        .contains(
            new WaitTrigger(
                "clusters.create",
                "POST",
                "/api/2.1/clusters/create",
                List.of(new Binding("cluster_id", From.RESPONSE, "cluster_id"))),
            new WaitTrigger(
                "clusters.start",
                "POST",
                "/api/2.1/clusters/start",
                List.of(new Binding("cluster_id", From.REQUEST_BODY, "cluster_id"))));
  }

  @Test
  void judgement_wait_saysWhatIsKnownOfIt() {
    assertThat(wait("WaitGetRunJobTerminatedOrSkipped").judgement())
        .isEqualTo(
            new Judgement.States(
                "state.life_cycle_state",
                Set.of("TERMINATED", "SKIPPED"),
                Set.of("INTERNAL_ERROR"),
                Set.of(),
                Optional.of("state.state_message"),
                Optional.of("state.result_state")));
    assertThat(wait("ServingEndpointReady").judgement())
        .isEqualTo(
            new Judgement.States(
                "state.ready",
                Set.of("READY"),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of("state.config_update", Set.of("UPDATE_FAILED", "UPDATE_CANCELED"))));
    assertThat(wait("CatalogProvisioned").judgement())
        .isInstanceOfSatisfying(
            Judgement.States.class, states -> assertThat(states.absentIsSuccess()).isTrue());
    assertThat(wait("VectorIndexReady").judgement())
        .isInstanceOfSatisfying(
            Judgement.States.class, states -> assertThat(states.success()).containsOnly("true"));
    assertThat(wait("CreateBranchOperation").judgement()).isEqualTo(new Judgement.Operation());
    assertThat(wait("FailoverGroupDeleted").judgement())
        .isEqualTo(new Judgement.Gone(Optional.of("state"), Set.of(), Set.of("DELETION_FAILED")));
    assertThat(wait("WarehouseDeleted").judgement())
        .isEqualTo(new Judgement.Gone(Optional.of("state"), Set.of("DELETED"), Set.of()));
    assertThat(wait("AppDeleted").judgement())
        .isEqualTo(new Judgement.Gone(Optional.empty(), Set.of(), Set.of()));
    assertThat(wait("LibrariesInstalled").judgement())
        .isEqualTo(
            new Judgement.Elements(
                "library_statuses",
                "status",
                List.of("PENDING", "RESOLVING", "INSTALLING"),
                Set.of("INSTALLED", "SKIPPED", "UNINSTALL_ON_RESTART", "RESTORED"),
                Set.of("FAILED"),
                Optional.of("messages"),
                Optional.of("is_library_for_all_clusters")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "WaitGetExperimentForecastingSucceeded, PT2H",
    "LibrariesInstalled, PT30M",
    "ModelVersionReady, PT5M",
    "StatementExecutionFinished, PT20M"
  })
  void timeout_wait_isTheUsualOne(String name, Duration expected) {
    assertThat(wait(name).timeout()).contains(expected);
  }

  @Test
  void timeout_operation_isUnknown() {
    assertThat(wait("CreateBranchOperation").timeout()).isEmpty();
  }

  /** A resource's name keeps its slashes, and so does all that an operation is answered as. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "CreateSpaceOperation, true",
    "CreateBranchOperation, true",
    "FailoverGroupActive, true",
    "KnowledgeAssistantActive, true",
    "WaitGetAppActive, false",
    "PipelineUpdateFinished, false"
  })
  void poll_name_mayBeSeveralSegments(String name, boolean multiSegment) {
    assertThat(wait(name).poll().parameters())
        .allSatisfy(p -> assertThat(p.multiSegment()).isEqualTo(multiSegment));
  }

  @Test
  void binding_resourceName_isTakenFromThePath() {
    assertThat(wait("FailoverGroupDeleted").triggers())
        .containsExactly(
            new WaitTrigger(
                "disaster_recovery.delete_failover_group",
                "DELETE",
                "/api/disaster-recovery/v1/accounts/{account_id}/failover-groups"
                    + "/{failover_group_id}",
                List.of(new Binding("name", From.REQUEST_PATH, "name"))));
  }
}
