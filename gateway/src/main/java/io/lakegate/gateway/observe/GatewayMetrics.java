package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The gateway's metrics, named {@code lakegate_*}, by profile and path label, never by ids.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class GatewayMetrics {

  /** Bounds of the duration histogram: from an answer at hand to a long statement. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60),
    Duration.ofSeconds(300),
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LongAdder begun = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final ConcurrentMap<Labels, Meters> exchanges = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Pages> pages = new ConcurrentHashMap<>();
  private final ConcurrentMap<RetryLabels, Counter> retries = new ConcurrentHashMap<>();

  private record Labels(
      String profile,
      String path,
      String method,
      int status,
      Outcome outcome,
      String problem,
      boolean attempted) {}

  private record Pages(Counter pages, Counter items) {}

  private record RetryLabels(String profile, String reason) {}

  /** Those of attempts are there only where attempts were made or waited for. */
  private record Meters(
      Timer duration, Optional<AttemptMeters> attempts, Counter received, Counter sent) {}

  private record AttemptMeters(Timer queue, Counter attempts) {

    void add(ExchangeTrace trace) {
      queue.record(trace.queueNanos(), TimeUnit.NANOSECONDS);
      attempts.increment(trace.attempts());
    }
  }

  /** Creates an empty registry. */
  public GatewayMetrics() {
    Gauge.builder("lakegate.exchanges.open", () -> begun.sum() - ended.sum())
        .description("Exchanges that have begun and not ended")
        .register(registry);
  }

  /** An exchange begins. */
  void begun() {
    begun.increment();
  }

  /** An exchange has ended. */
  void finished(Exchange exchange, Outcome outcome, long nanos) {
    ended.increment();
    ExchangeTrace trace = exchange.trace();
    Labels labels =
        new Labels(
            trace.profile(),
            trace.path(),
            methodLabel(exchange.request().method().name()),
            trace.status(),
            outcome,
            trace.problem(),
            trace.attempts() > 0 || trace.queueNanos() > 0);
    Meters meters = exchanges.computeIfAbsent(labels, this::register);
    meters.duration.record(nanos, TimeUnit.NANOSECONDS);
    meters.attempts.ifPresent(attempts -> attempts.add(trace));
    meters.received.increment((double) exchange.request().body().received());
    meters.sent.increment((double) trace.bytesSent());
  }

  /**
   * An attempt is made again.
   *
   * @param reason why, a constant label
   */
  public void retried(String profile, String reason) {
    retries
        .computeIfAbsent(
            new RetryLabels(profile, reason),
            labels ->
                Counter.builder("lakegate.retries")
                    .description("Attempts that were made again, by reason")
                    .tags("profile", labels.profile, "reason", labels.reason)
                    .register(registry))
        .increment();
  }

  /**
   * A page of a list has been read.
   *
   * @param items how many items it holds
   */
  public void page(String profile, int items) {
    Pages counters = pages.computeIfAbsent(profile, this::registerPages);
    counters.pages.increment();
    counters.items.increment(items);
  }

  private Pages registerPages(String profile) {
    return new Pages(
        counter("lakegate.pages", "Pages of lists that were read", "profile", profile),
        counter("lakegate.items", "Items of lists that were read", "profile", profile));
  }

  /** Registers a gauge of a profile, read when the metrics are. */
  public void gauge(String name, String description, String profile, DoubleSupplier value) {
    Gauge.builder(name, value::getAsDouble)
        .description(description)
        .tag("profile", profile)
        .register(registry);
  }

  /** The metrics in the Prometheus text format. */
  public String scrape() {
    return registry.scrape();
  }

  private Meters register(Labels labels) {
    String[] tags = {
      "profile", labels.profile,
      "path", labels.path,
      "method", labels.method,
    };
    String[] full = {
      "profile", labels.profile,
      "path", labels.path,
      "method", labels.method,
      "status", Integer.toString(labels.status),
      "outcome", labels.outcome.label(),
      "error", labels.problem,
    };
    return new Meters(
        Timer.builder("lakegate.exchange.duration")
            .description("From the request head to the last byte of the answer")
            .serviceLevelObjectives(BOUNDS)
            .tags(full)
            .register(registry),
        labels.attempted ? Optional.of(attempts(tags)) : Optional.empty(),
        counter("lakegate.request.bytes", "Body bytes received from clients", tags),
        counter("lakegate.response.bytes", "Body bytes written to clients", tags));
  }

  private AttemptMeters attempts(String... tags) {
    return new AttemptMeters(
        Timer.builder("lakegate.queue.wait")
            .description("Waiting for permits")
            .serviceLevelObjectives(BOUNDS)
            .tags(tags)
            .register(registry),
        counter("lakegate.attempts", "Attempts at the origin", tags));
  }

  private Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  /** Methods are free tokens: a client must not be able to make metrics without bound. */
  private static String methodLabel(String method) {
    return switch (method) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
      default -> "other";
    };
  }
}
