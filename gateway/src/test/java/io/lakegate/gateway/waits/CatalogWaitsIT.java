package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.SandboxConfig.Timings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every wait of the catalog, by each of its triggers and by its poll, to each of its ends. */
final class CatalogWaitsIT {

  private static final String QUICK = "_poll=100ms&_timeout=15s";
  private static final Duration USUAL = Duration.ofMillis(40);
  private static final String LASTING = "\"duration_ms\":40";

  /** Triggers whose operation cannot end otherwise than well, and why. */
  private static final Map<String, String> NEVER_FAIL =
      Map.of(
          "POST /api/2.2/jobs/runs/cancel", "after a cancellation any end will do",
          "POST /api/2.0/libraries/uninstall", "it is over when it has been asked for");

  /** Waits for which the platform documents no state of failure. */
  private static final String[] NO_FAILURES = {
    "AiSearchIndexReady",
    "AppDeleted",
    "WaitGetCleanRoomActive",
    "CleanRoomDeleted",
    "WaitGetDatabaseInstanceDatabaseAvailable",
    "DatabaseInstanceDeleted",
    "OnlineStoreAvailable",
    "WorkspaceDeleted",
    "ServingEndpointReady",
    "WaitGetWarehouseStopped",
    "WarehouseDeleted",
    "VectorIndexReady",
    "VectorIndexDeleted",
    "VectorSearchEndpointDeleted",
  };

  private static WaitBench bench;
  private static CatalogWaits waits;

  @BeforeAll
  static void start() {
    bench =
        WaitBench.start(SandboxConfig.defaults().withJobs(1).withTimings(Timings.uniform(USUAL)));
    waits = new CatalogWaits(bench);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static String name(WaitCase one) {
    return one.descriptor().name();
  }

  /** Those whose operation can be made to end badly. */
  private static List<WaitCase> failing() {
    return WaitCase.all().stream()
        .filter(one -> !one.failures().isEmpty())
        .filter(one -> !NEVER_FAIL.containsKey(one.by()))
        .toList();
  }

  private static List<WaitCase> dying() {
    return WaitCase.all().stream()
        .filter(one -> !one.dead().isEmpty())
        .filter(one -> !NEVER_FAIL.containsKey(one.by()))
        .toList();
  }

  @Test
  void catalog_itsWaits_areAllDriven() {
    assertThat(WaitCase.byPoll()).hasSize(99);
    assertThat(WaitCase.byTrigger()).hasSize(116);
    assertThat(WaitCase.byTrigger().stream().map(WaitCase::by)).containsAll(NEVER_FAIL.keySet());
    assertThat(WaitCase.byPoll().stream().filter(one -> one.failures().isEmpty()))
        .extracting(CatalogWaitsIT::name)
        .containsExactlyInAnyOrder(NO_FAILURES);
    assertThat(failing()).hasSize(185);
    assertThat(dying()).hasSize(46);
  }

  @Test
  void wait_operationSucceeds_givesTheFinalEntity() {
    CatalogWaits.each(
        WaitCase.all(),
        CatalogWaitsIT::name,
        one -> waits.succeeds(one, waits.run(one, Thing.next(), poll(one), QUICK)));
  }

  /** What is triggered takes the usual time; what is only polled has to be made. */
  private static String poll(WaitCase one) {
    return one.trigger().isPresent() ? "" : LASTING;
  }

  @Test
  void wait_operationFails_tellsWhyAndShowsTheEntity() {
    CatalogWaits.each(failing(), CatalogWaitsIT::name, one -> fails(one, "failure"));
  }

  @Test
  void wait_operationIsDead_failsAlthoughTheSdksWaitOn() {
    CatalogWaits.each(dying(), CatalogWaitsIT::name, one -> fails(one, "dead"));
  }

  private static void fails(WaitCase one, String outcome) {
    String steer = ",\"outcome\":\"" + outcome + "\",\"message\":\"it \\\"broke\\\"\"";
    Answer answer = waits.run(one, Thing.next(), LASTING + steer, QUICK);
    OperationError error = OperationError.of(answer).is(424, "OPERATION_FAILED");
    assertThat(error.message())
        .isEqualTo(
            one.explains()
                ? "it \"broke\""
                : "The operation ended in the state " + error.state() + ".");
    Answer shown = bench.direct("GET", CatalogWaits.polledAt(error.location()), "");
    assertThat(answer.body()).contains("\"entity\":" + shown.body() + "}");
    JsonNode entity = error.entity();
    assertThat(entity.isObject()).isTrue();
    OperationError again = OperationError.of(bench.get(error.location()));
    assertThat(again).isEqualTo(error);
  }

  @Test
  void trigger_troubleWhilePolling_goesOn() {
    CatalogWaits.each(
        WaitCase.byTrigger(), CatalogWaitsIT::pollTemplate, one -> goesOn(one, Thing.next()));
  }

  @Test
  void poll_troubleWhilePolling_goesOn() {
    CatalogWaits.each(
        WaitCase.byPoll(), CatalogWaitsIT::pollTemplate, one -> goesOn(one, Thing.next()));
  }

  private static String pollTemplate(WaitCase one) {
    return one.descriptor().poll().matchTemplate();
  }

  /** A cluster that runs must be seen to change; it takes long enough for that. */
  private static String steer(WaitCase one) {
    return one.by().matches(".*/clusters/(restart|edit|update|resize)")
        ? "\"duration_ms\":1000"
        : poll(one);
  }

  /** The first poll is answered 503, the second is reset; a look before the trigger is let pass. */
  private static void goesOn(WaitCase one, Thing thing) {
    String path =
        "regex:"
            + pollTemplate(one)
                .replace(".", "\\\\.")
                .replaceAll("\\{[a-z_]+\\+}", ".+")
                .replaceAll("\\{[a-z_]+}", "[^/]+");
    int looks = one.by().endsWith("/clusters/restart") ? 1 : 0;
    String fault = "{\"method\":\"GET\",\"path\":\"" + path + "\",\"skip\":" + looks + ",";
    bench.fault(fault + "\"status\":503}");
    bench.fault(fault + "\"reset\":true}");
    waits.succeeds(one, waits.run(one, thing, steer(one), QUICK));
    assertThat(bench.direct("GET", "/sandbox/faults", "").body())
        .doesNotContain("\"" + path + "\"");
  }
}
