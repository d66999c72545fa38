package io.lakegate.sdk.limit;

import static io.lakegate.sdk.limit.Simulation.MILLI;
import static io.lakegate.sdk.limit.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One polite client beside many greedy ones, in virtual time. */
final class FairnessTest {

  private static final double RATE = 15;
  private static final int GREEDY = 200;
  private static final ClientKey POLITE = ClientKey.named("polite");

  private final Simulation world = new Simulation(LimitConfig.DEFAULT);
  private final Random random = new Random(3);
  private final int[] served = new int[GREEDY];
  private final List<Long> waits = new ArrayList<>();

  @ParameterizedTest(name = "polite pause {0} ms, greedy pause {1} ms, origin {2} ms")
  @CsvSource({"200, 0, 20", "1000, 1, 50", "5000, 5, 200", "15000, 0, 50", "1000, 20, 3000"})
  void queue_politeBesideGreedyConnections_waitsAtMostTwoPermits(
      int pauseMillis, int greedyMillis, int originMillis) {
    for (int i = 0; i < GREEDY; i++) {
      greedy(i, greedyMillis * MILLI, originMillis * MILLI);
    }
    world.at(SECOND, _ -> polite(pauseMillis * MILLI, originMillis * MILLI));
    world.runUntil(SECOND * 1800);

    Collections.sort(waits);
    long p99 = waits.get((int) Math.ceil(waits.size() * 0.99) - 1);
    assertThat(waits).hasSizeGreaterThan(100);
    assertThat(waits.getLast()).as("its first, as one of 201 newcomers").isLessThan(20 * SECOND);
    assertThat(p99).isLessThanOrEqualTo((long) (2 * SECOND / RATE));
    assertThat(Arrays.stream(served).min().orElseThrow())
        .as("no greedy client starves or runs ahead")
        .isGreaterThan(Arrays.stream(served).max().orElseThrow() * 8 / 10);
    assertThat(world.rejected).isZero();
  }

  @Test
  void queue_politeBesideOneClientWithManyConnections_waitsAtMostTwoPermits() {
    for (int i = 0; i < GREEDY; i++) {
      greedyNamed(i);
    }
    world.at(SECOND, _ -> polite(SECOND, 50 * MILLI));
    world.runUntil(SECOND * 600);
    Collections.sort(waits);
    assertThat(waits).hasSizeGreaterThan(500);
    assertThat(waits.getLast()).isLessThanOrEqualTo((long) (2 * SECOND / RATE));
  }

  @Test
  void queue_politeBesideEverNewConnections_waitsAtMostTwoPermits() {
    long[] connections = {0};
    for (int i = 0; i < GREEDY; i++) {
      oneConnectionEach(connections);
    }
    world.at(SECOND, _ -> polite(SECOND, 50 * MILLI));
    world.runUntil(SECOND * 600);
    List<Long> later = waits.subList(1, waits.size());
    assertThat(later).hasSizeGreaterThan(500);
    assertThat(Collections.max(later)).isLessThanOrEqualTo((long) (2 * SECOND / RATE));
  }

  private void greedy(int index, long pause, long origin) {
    ClientKey key = ClientKey.connection(index + 1);
    world.at(
        random.nextLong(SECOND),
        _ -> ask(key, () -> served[index]++, origin, () -> pause + random.nextLong(MILLI)));
  }

  private void greedyNamed(int index) {
    world.at(
        random.nextLong(SECOND),
        _ -> ask(ClientKey.named("greedy"), () -> served[index]++, 50 * MILLI, () -> 0));
  }

  private void ask(ClientKey key, Runnable count, long origin, Pause pause) {
    world.admit(
        key,
        Priority.INTERACTIVE,
        permit -> {
          count.run();
          world.after(
              origin,
              now -> {
                permit.success(now);
                world.after(pause.nanos(), _ -> ask(key, count, origin, pause));
              });
        });
  }

  private void oneConnectionEach(long[] connections) {
    world.admit(
        ClientKey.connection(++connections[0]),
        Priority.INTERACTIVE,
        permit ->
            world.after(
                20 * MILLI,
                now -> {
                  permit.success(now);
                  world.after(MILLI, _ -> oneConnectionEach(connections));
                }));
  }

  private void polite(long pause, long origin) {
    long asked = world.now;
    world.admit(
        POLITE,
        Priority.INTERACTIVE,
        permit -> {
          waits.add(world.now - asked);
          world.after(
              origin,
              now -> {
                permit.success(now);
                long spread = pause / 2 + random.nextLong(pause);
                world.after(spread, _ -> polite(pause, origin));
              });
        });
  }

  private interface Pause {
    long nanos();
  }
}
