package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.sandbox.SandboxConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waits that one gateway could not see to their end, and another one does. */
@Tag("slow")
final class FreshGatewayIT {

  /** Long enough for the first poll on a machine that has other things to do. */
  private static final String SHORT = "_poll=300ms&_timeout=1s";

  private static final int TRIES = 10;

  private static final String OVER_AT_ONCE = "POST /api/2.0/libraries/uninstall";

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  @Test
  void location_gatewayIsGone_isGoneOnWithByAnother() {
    try (WaitBench bench =
        WaitBench.start(SandboxConfig.defaults().withJobs(1).withClock(now::get))) {
      CatalogWaits waits = new CatalogWaits(bench);
      Map<WaitCase, String> locations = new ConcurrentHashMap<>();
      CatalogWaits.each(
          WaitCase.all().stream().filter(one -> !one.by().equals(OVER_AT_ONCE)).toList(),
          one -> one.descriptor().name(),
          one ->
              locations.put(
                  one, timedOut(bench, one, waits.run(one, Thing.next(), slow(one), SHORT))));
      assertThat(locations).hasSize(214);

      bench.freshGateway();
      now.updateAndGet(earlier -> earlier.plus(Duration.ofHours(1)));

      CatalogWaits.each(
          locations.keySet(),
          WaitCase::toString,
          one -> waits.succeeds(one, bench.get(locations.getOrDefault(one, ""))));
    }
  }

  private static String slow(WaitCase one) {
    return "\"duration_ms\":\"10m\"" + (one.hasStates() ? ",\"outcome\":\"unknown-first\"" : "");
  }

  /**
   * Time does not pass, and so each wait has seen the first state alone; on a busy machine it may
   * have to be gone on with to have seen one.
   */
  private static String timedOut(WaitBench bench, WaitCase one, Answer first) {
    Answer answer = first;
    OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
    for (int again = 0; again < TRIES && !hasSeen(one, error); again++) {
      answer = bench.get(error.location());
      error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
    }
    JsonNode entity = error.entity();
    assertThat(entity.isObject()).as(answer.body()).isTrue();
    assertThat(one.isOver(entity)).isEqualTo(one.isGone());
    if (one.hasStates() && !one.by().endsWith("/runs/cancel")) {
      assertThat(error.state()).isEqualTo("SOMETHING_NEW");
    }
    assertThat(error.location()).contains("_timeout=1s").contains("_poll=300ms");
    return error.location();
  }

  private static boolean hasSeen(WaitCase one, OperationError error) {
    return error.entity().isObject() && !(one.hasStates() && error.state().isEmpty());
  }
}
