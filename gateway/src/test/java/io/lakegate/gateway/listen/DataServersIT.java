package io.lakegate.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the listeners of one event loop share. */
final class DataServersIT {

  @Test
  void listeners_ofOneLoop_useTheSameOriginConnection() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("event-loops", "1")
                .configFile("listeners: {pinned: {listen: 127.0.0.1:0, profile: DEFAULT}}")
                .start()) {
      for (String listener : List.of("data", "pinned", "data")) {
        try (RawClient client = RawClient.connect(gateway.portOf(listener))) {
          client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
          assertThat(client.readAnswer().status()).isEqualTo(200);
        }
      }
      assertThat(origin.calls()).hasSize(3);
      assertThat(origin.connections()).isEqualTo(1);
    }
  }
}
