package io.lakegate.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import io.lakegate.sandbox.SandboxConfig;
import java.io.IOException;
import java.util.regex.Pattern;

/** A sandbox whose lists are filled, and disturbed, as a test asks. */
final class ListSandbox implements AutoCloseable {

  private static final String AUTHORIZATION =
      "Authorization: Bearer " + SandboxConfig.defaults().access().tokens().getFirst();

  private final TestSandbox sandbox = TestSandbox.start();

  /** A gateway before it that no limit holds back. */
  TestGateway gateway() {
    return TestGateway.gateway()
        .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
        .start();
  }

  /**
   * Gives a list its content.
   *
   * @param more members of the plan, each with a comma before it
   */
  void plan(WalkedList list, int items, int pageSize, String more) throws IOException {
    control(
        "/sandbox/lists",
        "{\"method\":\"%s\",\"path\":\"%s\",\"items\":%d,\"page_size\":%d%s}"
            .formatted(list.endpoint().method(), list.path(), items, pageSize, more));
  }

  /**
   * Disturbs a list.
   *
   * @param what members of the fault
   */
  void fault(WalkedList list, String what) throws IOException {
    control(
        "/sandbox/faults",
        "{\"method\":\"%s\",\"path\":\"regex:%s\",%s}"
            .formatted(
                list.endpoint().method(), Pattern.quote(list.path()).replace("\\", "\\\\"), what));
  }

  /** Lets the list's next requests be answered with a body. */
  void answers(WalkedList list, String body, int times) throws IOException {
    fault(list, "\"status\":200,\"body\":" + body + ",\"times\":" + times);
  }

  private void control(String path, String json) throws IOException {
    Answer answer =
        ask(
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(path, json.length(), json));
    assertThat(answer.status()).as(json + " " + answer.body()).isEqualTo(200);
  }

  /** The list's first page, from the sandbox itself. */
  String firstPage(WalkedList list) throws IOException {
    Answer answer = ask(list.firstRequest(AUTHORIZATION + "\r\n"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** How often the list was asked for. */
  long requests(WalkedList list) {
    return sandbox.counters().requests(list.endpoint().method() + " " + list.path());
  }

  /** The field that lets a request of the test's own in. */
  String authorization() {
    return AUTHORIZATION;
  }

  /** Asks the sandbox itself. */
  Answer ask(String request) throws IOException {
    try (RawClient client = RawClient.connect(sandbox.url().getPort())) {
      return client.send(request).readAnswer();
    }
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
