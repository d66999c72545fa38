package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Libraries of a cluster that has others too. */
final class LibraryWaitsIT {

  private static final String OURS = "{\"pypi\":{\"package\":\"ours\"}}";
  private static final String OTHER = "{\"jar\":\"dbfs:/other.jar\"}";
  private static final String BODY = "{\"cluster_id\":\"c\",\"libraries\":[" + OURS + "]}";
  private static final String INSTALL = "/wait/api/2.0/libraries/install?_poll=100ms";

  private ListedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin = ListedOrigin.start();
    origin.on("POST", ok("{}"));
  }

  @AfterEach
  void close() throws IOException {
    origin.close();
  }

  private static String list(String... statuses) {
    return ok("{\"library_statuses\":[" + String.join(",", statuses) + "]}");
  }

  private static String shown(String library, String status) {
    return "{\"library\":" + library + ",\"status\":\"" + status + "\"}";
  }

  private Answer send(String method, String target, String body) {
    try (TestGateway gateway = origin.gateway().start()) {
      return WaitBench.send(gateway.port(), method, target, body);
    }
  }

  @Test
  void install_oldOnesAreThereBefore_waitsForItsOwn() {
    String old = shown(OTHER, "INSTALLED");
    String last = list(old, shown(OURS, "INSTALLED"));
    origin.on("GET", list(old), list(old, shown(OURS, "PENDING")), last);

    Answer answer = send("POST", INSTALL, BODY);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains(OURS);
    assertThat(origin.lines()).hasSize(4);
  }

  @Test
  void install_anotherFails_isNotItsFailure() {
    origin.on("GET", list(shown(OTHER, "FAILED"), shown(OURS, "INSTALLED")));
    assertThat(send("POST", INSTALL, BODY).status()).isEqualTo(200);

    origin.on("GET", list(shown(OTHER, "INSTALLED"), shown(OURS, "FAILED")));
    OperationError.of(send("POST", INSTALL, BODY)).is(424, "OPERATION_FAILED");
  }

  /** The address tells another gateway, or this one after a restart, which libraries are meant. */
  @Test
  void install_goneOnWith_waitsForItsOwn() {
    String old = shown(OTHER, "FAILED");
    origin.on("GET", list(old));
    OperationError begun =
        OperationError.of(send("POST", INSTALL + "&_timeout=300ms", BODY))
            .is(424, "OPERATION_TIMED_OUT");
    assertThat(begun.location())
        .matches(
            "/wait/api/2\\.0/libraries/cluster-status\\?cluster_id=c&_poll=100ms&_timeout=300ms"
                + "&_after=install%3A\\d+%3A[0-9a-f]{8}");

    origin.on("GET", list(old), list(old, shown(OURS, "INSTALLED")));
    assertThat(send("GET", begun.location(), "").status()).isEqualTo(200);
    String without = begun.location().replaceAll("&_after=.*", "");
    OperationError.of(send("GET", without, "")).is(424, "OPERATION_FAILED");
  }

  @Test
  void uninstall_itIsGone_isOver() {
    origin.on("GET", list(shown(OTHER, "FAILED")));
    Answer answer = send("POST", INSTALL.replace("install", "uninstall"), BODY);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
