package io.lakegate.gateway.waits;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Waits for a cluster of an origin that answers what each test tells it to. */
abstract class ToldClusterWaits {

  static final String CREATE = "/wait/api/2.1/clusters/create?_poll=100ms";
  static final String CREATED = "{\"cluster_id\":\"c\"}";
  static final String POLL = "GET /api/2.1/clusters/get?cluster_id=c";
  static final String WAIT = "/wait/api/2.1/clusters/get?cluster_id=c&_poll=100ms&_until=RUNNING";
  static final String PENDING = "{\"state\":\"PENDING\"}";
  static final String RUNNING = "{\"state\":\"RUNNING\"}";

  ListedOrigin origin;

  @BeforeEach
  void startOrigin() throws IOException {
    origin = ListedOrigin.start();
  }

  @AfterEach
  void closeOrigin() throws IOException {
    origin.close();
  }

  /** Nothing is retried below the wait. */
  TestGateway gateway() {
    return origin.gateway().flag("retry-timeout", "1ms").start();
  }

  static Answer post(TestGateway gateway, String target, String body) {
    return WaitBench.send(gateway.port(), "POST", target, body);
  }

  static Answer get(TestGateway gateway, String target) {
    return WaitBench.send(gateway.port(), "GET", target, "");
  }
}
