package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A gateway of one event loop before an origin that answers each request with the bytes that a test
 * has put down for it, and all others with {@value #RIGHT}. Since there is one loop there is one
 * pool: what one exchange leaves on a connection, the next one finds.
 */
final class Wire implements AutoCloseable {

  static final String RIGHT = "right";

  /** What became of the origin's connection after its answer. */
  enum Fate {
    CLOSED,
    USED_AGAIN
  }

  /** One exchange that was put down, as the origin has seen it. */
  static final class Exchange {

    private final String path;
    private final CompletableFuture<Fate> fate = new CompletableFuture<>();
    private final FakeOrigin.Script script;

    private Exchange(int number, FakeOrigin.Script script) {
      this.path = "/api/2.0/row/" + number;
      this.script = script;
    }

    /** The head of a request for it, without its last line. */
    String head(String method) {
      return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    }

    /** Waits for what becomes of the connection. */
    Fate fate() throws InterruptedException, ExecutionException, TimeoutException {
      return fate.get(10, TimeUnit.SECONDS);
    }

    private void answer(FakeOrigin.Call call) throws IOException {
      try {
        script.answer(call);
        call.in().mark(1);
        if (call.in().read() >= 0) {
          call.in().reset();
          fate.complete(Fate.USED_AGAIN);
          return;
        }
      } catch (IOException reset) {
        // A reset is an end like any other here, also within the answer.
      }
      fate.complete(Fate.CLOSED);
    }
  }

  private final Map<String, Exchange> exchanges = new ConcurrentHashMap<>();
  private final AtomicInteger number = new AtomicInteger();
  private final FakeOrigin origin;
  private final TestGateway gateway;

  private Wire(Map<String, String> flags) throws IOException {
    origin = FakeOrigin.start(this::answer);
    TestGateway.Builder builder = TestGateway.gateway().origin(origin).flag("event-loops", "1");
    flags.forEach(builder::flag);
    gateway = builder.start();
  }

  /** A gateway that does not try again. */
  static Wire once() throws IOException {
    return with(Map.of("retry-timeout", "0s"));
  }

  /** A gateway with these flags. */
  static Wire with(Map<String, String> flags) throws IOException {
    return new Wire(flags);
  }

  private void answer(FakeOrigin.Call call) throws IOException {
    Exchange exchange = exchanges.get(call.requestLine().split(" ")[1]);
    if (exchange == null) {
      FakeOrigin.json(RIGHT).answer(call);
    } else {
      exchange.answer(call);
    }
  }

  /** Puts down an answer that is sent at once. */
  Exchange put(String bytes) {
    return put(
        call -> {
          call.readBody();
          call.send(bytes);
        });
  }

  /** Puts down how a request is answered. */
  Exchange put(FakeOrigin.Script script) {
    Exchange exchange = new Exchange(number.incrementAndGet(), script);
    exchanges.put(exchange.path, exchange);
    return exchange;
  }

  /** A new connection of a client. */
  RawClient client() throws IOException {
    return RawClient.connect(gateway.port());
  }

  /** The requests that the origin has got. */
  List<FakeOrigin.Call> calls() {
    return origin.calls();
  }

  /** How many connections the origin has got. */
  int connections() {
    return origin.connections();
  }

  /** Checks that a further request gets its own answer. */
  void assertNextIsRight() throws IOException {
    try (RawClient client = client()) {
      Answer answer =
          client.send("GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, RIGHT));
    }
  }

  /** Waits within an answer. */
  static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IOException("nothing came of it");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Reads what comes until the end, whatever that end is. */
  static String readUntilClosed(RawClient client) {
    StringBuilder read = new StringBuilder();
    try {
      for (int b = client.in().read(); b >= 0; b = client.in().read()) {
        read.append((char) b);
      }
    } catch (IOException reset) {
      read.append("<reset>");
    }
    return read.toString();
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    origin.close();
  }
}
