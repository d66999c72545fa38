package io.lakegate.gateway.waits;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An origin that answers each request from a list, and with the list's last answer for ever. */
final class ListedOrigin implements AutoCloseable {

  /** In place of an answer: the connection is reset. */
  static final String RESET = "";

  /** At the end of an answer: the connection is closed there. */
  static final String CUT = "<cut>";

  private final FakeOrigin origin;
  private final Map<String, Deque<String>> answers = new LinkedHashMap<>();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Arrival> unseen = new LinkedBlockingQueue<>();
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private volatile boolean watching;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /**
   * A request.
   *
   * @param line its method and target
   * @param body its body, as UTF-8
   * @param nanos when it came
   */
  record Arrival(String line, String body, long nanos) {}

  private ListedOrigin() throws IOException {
    origin = FakeOrigin.start(this::answer);
  }

  static ListedOrigin start() throws IOException {
    return new ListedOrigin();
  }

  /** Answers requests whose method and target begin so; the first that fits counts. */
  ListedOrigin on(String line, String... list) {
    synchronized (answers) {
      answers.put(line, new ArrayDeque<>(List.of(list)));
    }
    return this;
  }

  /** An answer with a JSON body. */
  static String json(int status, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, length, body);
  }

  /** A good answer. */
  static String ok(String body) {
    return json(200, body);
  }

  /** A gateway before this origin. */
  TestGateway.Builder gateway() {
    return TestGateway.gateway().origin(origin);
  }

  FakeOrigin origin() {
    return origin;
  }

  /** Lets no answer out until {@link #release}. */
  ListedOrigin hold() {
    gate = new CountDownLatch(1);
    return this;
  }

  /** Lets no answer out, and notices when a connection is closed while it waits for one. */
  ListedOrigin holdUntilAbandoned() {
    watching = true;
    return hold();
  }

  /** Lets answers out again, those that were held too. */
  void release() {
    gate.countDown();
  }

  /** Waits for the next request that nobody has waited for; empty if none comes. */
  Optional<Arrival> next(Duration atMost) {
    try {
      return Optional.ofNullable(unseen.poll(atMost.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The requests so far. */
  List<Arrival> arrivals() {
    return arrivals;
  }

  /** The methods and targets of the requests so far. */
  List<String> lines() {
    return arrivals.stream().map(Arrival::line).toList();
  }

  private void answer(FakeOrigin.Call call) throws IOException {
    String line = call.requestLine().replace(" HTTP/1.1", "");
    arrivals.add(
        new Arrival(line, new String(call.readBody(), StandardCharsets.UTF_8), System.nanoTime()));
    unseen.add(arrivals.getLast());
    await(call);
    String answer = next(line);
    if (answer.equals(RESET)) {
      call.reset();
    } else {
      call.out().write(answer.replace(CUT, "").getBytes(StandardCharsets.UTF_8));
      call.out().flush();
      if (answer.endsWith(CUT)) {
        call.close();
      }
    }
  }

  /** Holds an answer back. */
  private void await(FakeOrigin.Call call) throws IOException {
    CountDownLatch held = gate;
    if (held.getCount() > 0) {
      if (watching) {
        Thread.ofVirtual().start(() -> abandoned(call));
      }
      try {
        held.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private void abandoned(FakeOrigin.Call call) {
    try {
      if (call.in().read() < 0) {
        abandoned.countDown();
      }
    } catch (IOException reset) {
      abandoned.countDown();
    }
  }

  /** Whether a request whose answer was held back is given up, in time. */
  boolean isAbandoned(Duration atMost) throws InterruptedException {
    return abandoned.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String next(String line) {
    synchronized (answers) {
      for (Map.Entry<String, Deque<String>> list : answers.entrySet()) {
        if (line.startsWith(list.getKey())) {
          Deque<String> left = list.getValue();
          return left.size() > 1 ? left.remove() : left.element();
        }
      }
    }
    return json(404, "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"no " + line + "\"}");
  }

  @Override
  public void close() throws IOException {
    origin.close();
  }
}
