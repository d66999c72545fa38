package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PairsTest {

  @Test
  void measure_severalRounds_whoGoesFirstAlternates() throws Exception {
    List<String> order = new ArrayList<>();

    Pairs.measure(4, () -> run(order, "A", 1), () -> run(order, "B", 2));

    assertThat(String.join("", order)).isEqualTo("ABBAABBA");
  }

  @Test
  void measure_eitherOrder_subjectStaysSubject() throws Exception {
    List<String> order = new ArrayList<>();

    Pairs pairs = Pairs.measure(2, () -> run(order, "A", 1), () -> run(order, "B", 2));

    assertThat(pairs.pairs()).allMatch(pair -> pair.subject().perSecond() == 1);
    assertThat(pairs.pairs()).allMatch(pair -> pair.other().perSecond() == 2);
  }

  @Test
  void ratio_pairsOfDifferentSpeed_isTakenWithinEachPair() {
    Pairs pairs = new Pairs(List.of(pair(10, 20), pair(90, 100), pair(30, 40)));

    assertThat(pairs.ratio(Pairs.Run::perSecond).cells(2)).containsExactly("0.75", "0.50", "0.90");
  }

  private static Pairs.Run run(List<String> order, String name, double perSecond) {
    order.add(name);
    return new Pairs.Run(perSecond, 0);
  }

  private static Pairs.Pair pair(double subject, double other) {
    return new Pairs.Pair(new Pairs.Run(subject, 0), new Pairs.Run(other, 0));
  }
}
