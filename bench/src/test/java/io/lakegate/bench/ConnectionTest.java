package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConnectionTest {

  @Test
  void get_twiceOnOneConnection_readsWholeAnswers() throws Exception {
    try (SmallOrigin origin = SmallOrigin.start();
        Connection client = Connection.open(origin.port())) {
      long first = client.get();

      assertThat(client.get()).isGreaterThan(first);
    }
  }

  @Test
  void dataPort_readyLine_isTheListenersNotTheAdmins() {
    String ready =
        "lakegate ready listen=http://127.0.0.1:40001 admin=http://127.0.0.1:40002"
            + " profile=DEFAULT host=http://127.0.0.1:9 auth=pat";

    assertThat(Lakegate.dataPort(ready)).isEqualTo(40_001);
  }
}
