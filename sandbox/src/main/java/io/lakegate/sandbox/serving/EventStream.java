package io.lakegate.sandbox.serving;

import io.lakegate.sandbox.http.Answer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** Sends server-sent events with a pause between two, and stops when the client leaves. */
final class EventStream {
  private final Vertx vertx;
  private final Answer answer;
  private final Iterator<String> events;
  private final Duration interval;
  private final Promise<Void> done = Promise.promise();
  private long timer = -1;

  private EventStream(Vertx vertx, Answer answer, Iterator<String> events, Duration interval) {
    this.vertx = vertx;
    this.answer = answer;
    this.events = events;
    this.interval = interval;
  }

  static Future<Void> send(Vertx vertx, Answer answer, List<String> events, Duration interval) {
    EventStream stream = new EventStream(vertx, answer, events.iterator(), interval);
    answer
        .header("Content-Type", "text/event-stream; charset=utf-8")
        .header("Cache-Control", "no-cache");
    answer.onOver(stream::over);
    stream.next();
    return stream.done.future();
  }

  private void next() {
    while (answer.open()) {
      if (!events.hasNext()) {
        answer.end();
        return;
      }
      answer.write(Buffer.buffer("data: " + events.next() + "\n\n"));
      if (answer.writeQueueFull()) {
        answer.drainHandler(drained -> resume());
        return;
      }
      if (interval.toMillis() > 0) {
        timer = vertx.setTimer(interval.toMillis(), id -> next());
        return;
      }
    }
  }

  /** The handler stays for later drains, which must not run beside the timer. */
  private void resume() {
    answer.drainHandler(null);
    next();
  }

  private void over() {
    vertx.cancelTimer(timer);
    done.tryComplete();
  }
}
