package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An origin that answers one request with server-sent events of 20 bytes, and remembers when it has
 * sent what.
 */
final class EventOrigin implements FakeOrigin.Script {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** How the body is framed. */
  enum Framing {
    CHUNKED("Transfer-Encoding: chunked\r\n"),
    UNTIL_CLOSE("Connection: close\r\n");

    private final String field;

    Framing(String field) {
      this.field = field;
    }
  }

  /** What comes after the last event. */
  enum End {
    /** The end of the body. */
    WHOLE,
    /** An end of the connection in good order. */
    CLOSED,
    /** A reset. */
    RESET,
    /** Nothing. */
    SILENCE
  }

  /**
   * What is sent.
   *
   * @param silence after the head
   * @param events how many
   * @param pace before each event, and before the end
   */
  record Plan(Duration silence, int events, Duration pace, End end) {}

  private final Framing framing;
  private final Plan plan;
  private final BlockingQueue<Long> sent = new LinkedBlockingQueue<>();
  private final CompletableFuture<Long> ended = new CompletableFuture<>();
  private final CompletableFuture<Long> left = new CompletableFuture<>();

  EventOrigin(Framing framing, Plan plan) {
    this.framing = framing;
    this.plan = plan;
  }

  /** The text of an event: 20 bytes. */
  static String event(int number) {
    return "data: %012d\n\n".formatted(number);
  }

  @Override
  public void answer(FakeOrigin.Call call) throws IOException {
    send(call, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + framing.field + "\r\n");
    pause(call, plan.silence);
    for (int i = 0; i < plan.events; i++) {
      pause(call, plan.pace);
      send(call, framing == Framing.CHUNKED ? "14\r\n" + event(i) + "\r\n" : event(i));
    }
    if (plan.end == End.SILENCE) {
      pause(call, LONG);
    }
    pause(call, plan.pace);
    end(call);
  }

  private void end(FakeOrigin.Call call) throws IOException {
    ended.complete(System.nanoTime());
    if (plan.end == End.RESET) {
      call.reset();
      return;
    }
    if (plan.end == End.WHOLE && framing == Framing.CHUNKED) {
      call.send("0\r\n\r\n");
    }
    call.close();
  }

  private void send(FakeOrigin.Call call, String text) throws IOException {
    sent.add(System.nanoTime());
    call.send(text);
  }

  private void pause(FakeOrigin.Call call, Duration time) throws IOException {
    if (!time.isZero() && call.leavesWithin(time)) {
      left.complete(System.nanoTime());
      throw new IOException("the gateway has left");
    }
  }

  /** How long ago the oldest piece was sent that nobody has asked about. */
  Duration sinceSent() throws InterruptedException {
    long now = System.nanoTime();
    Long at = sent.poll(LONG.toSeconds(), TimeUnit.SECONDS);
    assertThat(at).isNotNull();
    return Duration.ofNanos(now - at);
  }

  /** How long ago it has ended the answer. */
  Duration sinceEnd() {
    return Duration.ofNanos(System.nanoTime() - ended.join());
  }

  /** When it has seen that the gateway has left. */
  long leftNanos() {
    return left.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** All events, each as a reader sees it. */
  String read(IntFunction<String> form) {
    return IntStream.range(0, plan.events).mapToObj(form).collect(Collectors.joining());
  }
}
