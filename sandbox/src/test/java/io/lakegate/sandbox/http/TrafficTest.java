package io.lakegate.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TrafficTest {

  @Test
  void opened_withEndlessPaths_countsTheRestAsOther() {
    Traffic traffic = new Traffic();
    for (int i = 0; i < 10_010; i++) {
      traffic.opened("GET /" + i);
    }
    traffic.opened("GET /5");

    assertThat(traffic.requests()).hasSize(10_001).containsEntry("other", 10L);
    assertThat(traffic.requests()).containsEntry("GET /5", 2L);
    assertThat(traffic.open()).isEqualTo(10_011);
  }
}
