package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  @Test
  void measure_severalRounds_whoGoesFirstAlternates() throws Exception {
    List<String> order = new ArrayList<>();

    Rounds.measure(4, runners(order));

    assertThat(String.join("", order)).isEqualTo("ABCCBAABCCBA");
  }

  @Test
  void measure_eitherOrder_runsKeepTheirNames() throws Exception {
    Rounds rounds = Rounds.measure(2, runners(new ArrayList<>()));

    assertThat(rounds.samples("A", Rounds.Run::perSecond)).isEqualTo(samples(1.0, 1.0));
    assertThat(rounds.samples("C", Rounds.Run::perSecond)).isEqualTo(samples(3.0, 3.0));
  }

  @Test
  void ratio_roundsOfDifferentSpeed_isTakenWithinEach() {
    Rounds rounds = new Rounds(List.of(round(10, 20), round(90, 100), round(30, 40)));

    assertThat(rounds.ratio("A", "B", Rounds.Run::perSecond)).isEqualTo(samples(0.5, 0.9, 0.75));
  }

  @Test
  void samples_nobodyOfThatName_isRefused() {
    Rounds rounds = new Rounds(List.of(round(10, 20)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> rounds.samples("C", Rounds.Run::perSecond))
        .withMessageContaining("'C'");
  }

  private static SequencedMap<String, Rounds.Runner> runners(List<String> order) {
    SequencedMap<String, Rounds.Runner> runners = new LinkedHashMap<>();
    runners.put("A", () -> run(order, "A", 1));
    runners.put("B", () -> run(order, "B", 2));
    runners.put("C", () -> run(order, "C", 3));
    return runners;
  }

  private static Rounds.Run run(List<String> order, String name, double perSecond) {
    order.add(name);
    return new Rounds.Run(perSecond, 0);
  }

  private static Map<String, Rounds.Run> round(double first, double second) {
    return Map.of("A", new Rounds.Run(first, 0), "B", new Rounds.Run(second, 0));
  }

  private static Samples samples(Double... values) {
    return new Samples(List.of(values));
  }
}
