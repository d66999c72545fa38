package io.lakegate.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A sandbox on a free port with a clock of its own, and a client that asks it. */
public final class TestSandbox implements AutoCloseable {
  public static final ObjectMapper JSON = new ObjectMapper();
  public static final String TOKEN = "dapi-sandbox-demo-token";

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final MutableClock clock;
  private final Sandbox sandbox;

  private TestSandbox(SandboxConfig config, MutableClock clock) {
    this.clock = clock;
    this.sandbox = Sandbox.start(vertx, config).await();
  }

  public static TestSandbox start() {
    return start(SandboxConfig.defaults());
  }

  public static TestSandbox start(SandboxConfig config) {
    MutableClock clock = new MutableClock();
    return new TestSandbox(config.withClock(clock), clock);
  }

  public Sandbox sandbox() {
    return sandbox;
  }

  public HttpClient client() {
    return client;
  }

  public void advance(Duration time) {
    clock.advance(time);
  }

  public HttpRequest.Builder request(String pathAndQuery) {
    return HttpRequest.newBuilder(URI.create(sandbox.url() + pathAndQuery))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + TOKEN);
  }

  public Reply get(String pathAndQuery) {
    return send(request(pathAndQuery).GET());
  }

  public Reply post(String path, String body) {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  public Reply delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  public Reply send(String method, String path, BodyPublisher body) {
    return send(request(path).method(method, body));
  }

  public Reply send(HttpRequest.Builder request) {
    try {
      return new Reply(client.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Socket socket() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Sends raw bytes on a connection of its own and returns all that comes until it closes. */
  public String raw(String request) throws IOException {
    try (Socket socket = socket()) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Looks until it is so, for twenty seconds at the most; fails otherwise. */
  public static void eventually(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("The condition did not come true in 20 seconds");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    client.close();
    sandbox.close().await();
    vertx.close().await();
  }

  /** An answer. */
  public record Reply(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public byte[] bytes() {
      return response.body();
    }

    public String text() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      try {
        return JSON.readTree(text());
      } catch (JsonProcessingException e) {
        throw new AssertionError("No JSON: " + text(), e);
      }
    }

    public String errorCode() {
      return json().path("error_code").asText();
    }

    public String message() {
      return json().path("message").asText();
    }
  }
}
