package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import io.lakegate.sandbox.SandboxConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A gateway before a sandbox, and clients of both. */
final class WaitBench implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TestSandbox sandbox;
  private TestGateway gateway;

  private WaitBench(TestSandbox sandbox) {
    this.sandbox = sandbox;
    this.gateway = gateway(sandbox);
  }

  static WaitBench start(SandboxConfig config) {
    return new WaitBench(TestSandbox.start(config));
  }

  /** Nothing is retried below the wait, so that each poll's trouble gets to it. */
  private static TestGateway gateway(TestSandbox sandbox) {
    return TestGateway.gateway().sandbox(sandbox).flag("retry-timeout", "1ms").start();
  }

  /** Another gateway in place of the one before, which is gone with all that it knew. */
  void freshGateway() {
    gateway.close();
    gateway = gateway(sandbox);
  }

  /** Calls the gateway. */
  Answer call(String method, String target, String body) {
    return send(gateway.port(), method, target, body);
  }

  /** Calls the gateway. */
  Answer get(String target) {
    return call("GET", target, "");
  }

  /** Calls the sandbox itself. */
  Answer direct(String method, String target, String body) {
    return send(sandbox.url().getPort(), method, target, body);
  }

  /** Steers what can be waited for. */
  void steer(String steer) {
    control("/sandbox/waits", steer);
  }

  /** Has the sandbox misbehave. */
  void fault(String fault) {
    control("/sandbox/faults", fault);
  }

  private void control(String path, String body) {
    Answer answer = direct("POST", path, body);
    assertThat(answer.status()).as(body + " " + answer.body()).isBetween(200, 299);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  static Answer send(int port, String method, String target, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
            .formatted(method, target, TestSandbox.TOKEN);
    String length = bytes.length == 0 ? "\r\n" : "Content-Length: " + bytes.length + "\r\n\r\n";
    try (RawClient client = RawClient.connect(port)) {
      return client.send(head + length).send(bytes).readAnswer(method);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
    sandbox.close();
  }
}
