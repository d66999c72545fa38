package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs waits of the catalog before a gateway and a sandbox, many at a time. */
final class CatalogWaits {

  private static final int AT_ONCE = 64;

  private final WaitBench bench;
  private final String job;

  CatalogWaits(WaitBench bench) {
    this.bench = bench;
    this.job =
        WaitBench.json(bench.direct("GET", "/api/2.2/jobs/list?limit=1", "").body())
            .at("/jobs/0/job_id")
            .asText();
  }

  /**
   * Begins a wait and gives its answer.
   *
   * @param steer the members of a steer, which say how the operation goes
   * @param parameters our own parameters, such as {@code _poll=100ms}
   */
  Answer run(WaitCase one, Thing thing, String steer, String parameters) {
    return one.trigger().isPresent()
        ? triggered(one, thing, steer, parameters)
        : polled(one, thing, steer, parameters);
  }

  private Answer triggered(WaitCase one, Thing thing, String steer, String parameters) {
    var trigger = one.trigger().orElseThrow();
    String before = thing.before(trigger);
    if (!before.isEmpty()) {
      bench.steer(before);
    }
    if (!steer.isEmpty()) {
      bench.steer("{\"wait\":\"" + one.descriptor().name() + "\"," + steer + "}");
    }
    return bench.call(
        trigger.method(),
        "/wait" + thing.fill(trigger.matchTemplate()) + "?" + parameters,
        thing.body(trigger, job));
  }

  private Answer polled(WaitCase one, Thing thing, String steer, String parameters) {
    String poll = one.poll(thing);
    String made = "{\"wait\":\"%s\",\"path\":\"%s\"".formatted(one.descriptor().name(), poll);
    bench.steer(made + (steer.isEmpty() ? "" : ",") + steer + "}");
    String until = one.until().map(text -> "&_until=" + text).orElse("");
    return bench.get("/wait" + poll + (poll.contains("?") ? "&" : "?") + parameters + until);
  }

  /** Checks an answer that ends a wait well. */
  void succeeds(WaitCase one, Answer answer) {
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(200);
    assertThat(answer.field("content-type")).isEqualTo("application/json");
    assertThat(answer.field("lakegate-error")).isEmpty();
    assertThat(one.isOver(WaitBench.json(answer.body()))).as(answer.body()).isTrue();
    String location = answer.field("location");
    Answer again = bench.get(location);
    Answer shown = bench.direct("GET", polledAt(location), "");
    assertThat(again.status()).as(location + " " + again.body()).isEqualTo(200);
    if (one.isGone()) {
      assertThat(shown.status()).isEqualTo(404);
    } else {
      assertThat(answer.body()).isEqualTo(shown.body());
      assertThat(again.body()).isEqualTo(shown.body());
    }
  }

  /** The target at the origin that a Location goes on with. */
  static String polledAt(String location) {
    assertThat(location).startsWith("/wait/api/");
    return location.substring("/wait".length()).replaceAll("[?&]_.*", "");
  }

  /**
   * Tests cases side by side, except that those with the same key follow each other.
   *
   * @throws AssertionError that names each case which failed, and why
   */
  static void each(
      Collection<WaitCase> cases, Function<WaitCase, String> key, Consumer<WaitCase> test) {
    Semaphore places = new Semaphore(AT_ONCE);
    ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    Map<String, List<WaitCase>> rows = cases.stream().collect(Collectors.groupingBy(key));
    List<Thread> threads = new ArrayList<>();
    for (List<WaitCase> row : rows.values()) {
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (WaitCase one : row) {
                      places.acquireUninterruptibly();
                      try {
                        test.accept(one);
                      } catch (RuntimeException | AssertionError e) {
                        failures.add(one + ": " + e);
                      } finally {
                        places.release();
                      }
                    }
                  }));
    }
    threads.forEach(CatalogWaits::join);
    assertThat(failures).isEmpty();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
