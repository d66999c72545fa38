package io.lakegate.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryBudgetTest {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private final MemoryBudget budget = new MemoryBudget(MIB);
  private final List<String> gone = new ArrayList<>();

  @Test
  void charge_withinBudget_goesOn() {
    assertThat(share("a").charge(MIB / 2)).isTrue();
    assertThat(share("b").charge(MIB / 2)).isTrue();
  }

  @Test
  void charge_budgetSpent_firstIsLetThroughAndOthersStop() {
    MemoryBudget.Share first = share("a");
    assertThat(first.charge(2 * MIB)).isTrue();
    assertThat(first.charge(2 * MIB)).isTrue();
    MemoryBudget.Share second = share("b");
    assertThat(second.charge(KIB * 64)).isFalse();
    assertThat(second.isStopped()).isTrue();
    assertThat(first.isStopped()).isFalse();
    assertThat(gone).isEmpty();
  }

  @Test
  void charge_smallBody_isNeverHeldUp() {
    share("a").charge(4 * MIB);
    MemoryBudget.Share poll = share("b");
    assertThat(poll.charge(16 * KIB)).isTrue();
    assertThat(poll.charge(1)).isFalse();
  }

  @Test
  void release_oneThatWasLetThrough_lettingThroughPassesToTheFirstThatWaits() {
    MemoryBudget.Share held = share("held");
    held.charge(MIB);
    MemoryBudget.Share through = share("through");
    through.charge(MIB);
    MemoryBudget.Share b = share("b");
    MemoryBudget.Share c = share("c");
    b.charge(64 * KIB);
    c.charge(64 * KIB);
    through.release();
    assertThat(gone).containsExactly("b");
    assertThat(b.charge(8 * MIB)).isTrue();
    assertThat(c.isStopped()).isTrue();
  }

  @Test
  void release_makesRoom_thoseThatWaitGoOnInTheirOrder() {
    MemoryBudget.Share held = share("held");
    held.charge(2 * MIB);
    for (String name : List.of("b", "c", "d")) {
      share(name).charge(64 * KIB);
    }
    held.release();
    assertThat(gone).containsExactly("b", "c", "d");
  }

  @Test
  void release_littleRoom_asManyGoOnAsThereIsRoomForAndOneIsLetThrough() {
    MemoryBudget.Share held = share("held");
    held.charge(MIB - 128 * KIB);
    MemoryBudget.Share through = share("through");
    through.charge(2 * MIB);
    List<MemoryBudget.Share> waiting = new ArrayList<>();
    for (String name : List.of("b", "c", "d", "e")) {
      waiting.add(share(name));
      waiting.getLast().charge(17 * KIB);
    }
    through.release();
    assertThat(gone).containsExactly("b", "c");
    assertThat(waiting.getLast().isStopped()).isTrue();
  }

  @Test
  void charge_whileStopped_waitsOnce() {
    MemoryBudget.Share through = share("through");
    through.charge(2 * MIB);
    MemoryBudget.Share b = share("b");
    assertThat(b.charge(64 * KIB)).isFalse();
    assertThat(b.charge(64 * KIB)).as("what was on its way").isFalse();
    b.release();
    MemoryBudget.Share c = share("c");
    c.charge(64 * KIB);
    through.release();
    assertThat(gone).containsExactly("c");
  }

  @Test
  void release_oneThatWaits_isNotCalledAgain() {
    share("a").charge(2 * MIB);
    MemoryBudget.Share waiting = share("b");
    waiting.charge(64 * KIB);
    waiting.release();
    assertThat(waiting.isStopped()).isFalse();
    assertThat(gone).isEmpty();
  }

  @Test
  void release_twice_countsOnce() {
    MemoryBudget.Share a = share("a");
    a.charge(MIB);
    MemoryBudget.Share b = share("b");
    b.charge(MIB);
    a.release();
    a.release();
    MemoryBudget.Share c = share("c");
    c.charge(64 * KIB);
    assertThat(share("d").charge(64 * KIB)).as("b's megabyte is still charged").isFalse();
  }

  @Test
  void charge_afterRelease_isNotCounted() {
    MemoryBudget.Share late = share("late");
    late.release();
    assertThat(late.charge(8 * MIB)).isTrue();
    assertThat(share("a").charge(MIB)).isTrue();
    assertThat(share("b").charge(1)).isTrue();
    assertThat(gone).isEmpty();
  }

  private MemoryBudget.Share share(String name) {
    return budget.share(() -> gone.add(name));
  }
}
