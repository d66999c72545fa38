package io.lakegate.sdk.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.error.OriginErrors;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No bytes whatever make a judge do anything but judge. */
final class JudgeRobustnessTest {

  private static final List<Judge> JUDGES =
      List.of(
          Judge.ofPollOnly(Waits.CLUSTER_RUNNING),
          Judge.ofPollOnly(Waits.RUN_OVER),
          Judge.ofPollOnly(Waits.CATALOG_PROVISIONED),
          Judge.ofPollOnly(Waits.OPERATION),
          Judge.ofPollOnly(Waits.WAREHOUSE_DELETED),
          Judge.ofPollOnly(Waits.LIBRARIES),
          new Judge(Waits.RUN_OVER, new Repaired("7"), true, Judge.GRACE),
          new Judge(Waits.RUN_OVER, new AnyEnd(), true, Judge.GRACE),
          new Judge(Waits.CLUSTER_RUNNING, new Restarted(Optional.of("1")), true, Judge.GRACE));

  private static final List<String> SEEDS =
      List.of(
          "{\"state\":\"RUNNING\",\"state_message\":\"é\\ud83d\\ude00\","
              + "\"last_restarted_time\":1}",
          "{\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"},"
              + "\"repair_history\":[{\"id\":7,\"state\":{}},{\"id\":8}]}",
          "{\"done\":true,\"error\":{\"error_code\":\"X\",\"message\":\"y\",\"details\":[1e400]}}",
          "{\"library_statuses\":[{\"status\":\"FAILED\",\"messages\":[\"a\",[],{}]},null,1]}",
          "{\"error\":{\"message\":\"x\"},\"detail\":\"null\",\"scimType\":\"y\"}",
          "<html><title>a &amp; b.</title><pre>x</pre></html>");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void judge_mutatedBytes_neverThrows(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = mutated(random);
      int status = List.of(200, 204, 302, 400, 404, 500).get(random.nextInt(6));
      for (Judge judge : JUDGES) {
        assertThat(judge.judge(status, bytes, Duration.ZERO)).isNotNull();
      }
      assertThat(OriginErrors.readable(status, "text/html", bytes)).isNotEmpty();
    }
  }

  private static byte[] mutated(Random random) {
    byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(3) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
    return Arrays.copyOf(bytes, length);
  }

  @Test
  void judge_nestedBeyondMeasure_isUnclear() {
    byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8);
    for (Judge judge : JUDGES) {
      assertThat(judge.judge(200, deep, Duration.ZERO)).isEqualTo(new Unclear(200));
    }
  }

  @Test
  void judge_largeEntity_isReadInOnePass() {
    String task = "{\"task_key\":\"t\",\"state\":{\"life_cycle_state\":\"RUNNING\"}},";
    String run =
        "{\"tasks\":["
            + task.repeat(50_000)
            + "{}],\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"}}";
    Verdict verdict =
        Judge.ofPollOnly(Waits.RUN_OVER).judge(200, run.getBytes(UTF_8), Duration.ZERO);
    assertThat(verdict).isEqualTo(new Verdict.Succeeded("SUCCESS"));
  }
}
