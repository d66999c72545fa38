package io.lakegate.sdk.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.waiting.Judgement.Gone;
import io.lakegate.sdk.waiting.Judgement.States;
import io.lakegate.sdk.waiting.WaitSelection.Ambiguous;
import io.lakegate.sdk.waiting.WaitSelection.Chosen;
import io.lakegate.sdk.waiting.WaitSelection.NoSuchState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WaitSelectionTest {

  private static final WaitDescriptor AVAILABLE = wait("available", "AVAILABLE");
  private static final WaitDescriptor SETTLED = wait("settled", "AVAILABLE", "STOPPED");
  private static final WaitDescriptor DELETED =
      Waits.wait("deleted", new Gone(Optional.of("state"), Set.of("DELETED"), Set.of()));

  /** The waits of a database instance, with a state that ends the deletion too. */
  private static final List<WaitDescriptor> INSTANCE = List.of(SETTLED, AVAILABLE, DELETED);

  @ParameterizedTest
  @CsvSource({
    "AVAILABLE, available, AVAILABLE",
    "STOPPED, settled, STOPPED",
    "'AVAILABLE,STOPPED', settled, 'AVAILABLE,STOPPED'",
    "'STOPPED,,AVAILABLE', settled, 'AVAILABLE,STOPPED'"
  })
  void of_namedState_choosesTheClosestWaitThatEndsInIt(String until, String name, String success) {
    WaitDescriptor chosen = chosen(INSTANCE, until);
    assertThat(chosen.name()).isEqualTo(name);
    assertThat(((States) chosen.judgement()).success()).isEqualTo(WaitSelection.states(success));
  }

  @ParameterizedTest
  @CsvSource({"GONE", "DELETED"})
  void of_deletion_isChosenByItsNames(String until) {
    assertThat(chosen(INSTANCE, until)).isEqualTo(DELETED);
  }

  @Test
  void of_nothingNamed_isAmbiguousWhereEndsDiffer() {
    assertThat(WaitSelection.of(INSTANCE, Set.of()))
        .isEqualTo(new Ambiguous(List.of("AVAILABLE,STOPPED", "AVAILABLE", "GONE")));
  }

  @ParameterizedTest
  @CsvSource({"available", "UPDATING", "DONE", "'STOPPED,GONE'"})
  void of_stateThatIsNoEnd_isRefusedWithTheChoices(String until) {
    assertThat(WaitSelection.of(INSTANCE, WaitSelection.states(until)))
        .isEqualTo(new NoSuchState(List.of("AVAILABLE,STOPPED", "AVAILABLE", "GONE")));
  }

  @Test
  void of_sameEnds_choosesTheFirst() {
    WaitDescriptor create = Waits.wait("create", Waits.OPERATION);
    WaitDescriptor delete = Waits.wait("delete", Waits.OPERATION);
    assertThat(chosen(List.of(create, delete), "")).isEqualTo(create);
    assertThat(chosen(List.of(create, delete), "DONE")).isEqualTo(create);
    assertThat(chosen(List.of(Waits.wait("libraries", Waits.LIBRARIES)), "DONE").name())
        .isEqualTo("libraries");
  }

  @Test
  void of_runsState_keepsAllEndsOfTheRun() {
    WaitDescriptor run = Waits.wait("run", Waits.RUN_OVER);
    assertThat(chosen(List.of(run), "TERMINATED")).isEqualTo(run);
  }

  @Test
  void until_saysWhatChoosesTheWaitAgain() {
    for (WaitDescriptor wait : INSTANCE) {
      String until = WaitSelection.until(wait, INSTANCE).orElseThrow();
      assertThat(chosen(INSTANCE, until)).isEqualTo(wait);
    }
    assertThat(WaitSelection.until(SETTLED, INSTANCE)).contains("AVAILABLE,STOPPED");
    assertThat(WaitSelection.until(DELETED, INSTANCE)).contains("GONE");
    assertThat(WaitSelection.until(SETTLED, List.of(SETTLED))).isEmpty();
  }

  private static WaitDescriptor chosen(List<WaitDescriptor> waits, String until) {
    return ((Chosen) WaitSelection.of(waits, WaitSelection.states(until))).descriptor();
  }

  private static WaitDescriptor wait(String name, String... success) {
    return Waits.wait(name, Waits.states(Set.of(success)));
  }
}
