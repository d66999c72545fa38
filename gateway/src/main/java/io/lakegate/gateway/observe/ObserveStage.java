package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * The outermost stage: adds what every answer tells ({@code Lakegate-Request-Id}, {@code
 * -Attempts}, {@code -Profile} where there is one, {@code Server-Timing}, {@code Date} where there
 * is none), and logs and counts the exchange when its last byte is written.
 */
public final class ObserveStage implements Stage {

  private final GatewayMetrics metrics;
  private final ExchangeLog log;
  private final Supplier<String> defaultProfile;
  private final DateField date;

  /**
   * Creates the stage.
   *
   * @param defaultProfile what an exchange counts for that ends before it has a profile, where its
   *     listener is not pinned to one
   * @param clock the time of day
   */
  public ObserveStage(
      GatewayMetrics metrics,
      ExchangeLog log,
      Supplier<String> defaultProfile,
      InstantSource clock) {
    this.metrics = metrics;
    this.log = log;
    this.defaultProfile = defaultProfile;
    this.date = new DateField(clock);
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    exchange.trace().routed(exchange.listener().pinnedProfile().orElseGet(defaultProfile), "");
    exchange.trace().onFinish(outcome -> finished(exchange, outcome));
    metrics.begun();
    return next.proceed(exchange).map(answer -> answered(exchange, answer));
  }

  private OriginResponse answered(Exchange exchange, OriginResponse answer) {
    ExchangeTrace trace = exchange.trace();
    trace.answered(answer.status());
    HeaderField id = new HeaderField("Lakegate-Request-Id", exchange.id());
    HeaderField attempts = new HeaderField("Lakegate-Attempts", Integer.toString(trace.attempts()));
    HeaderField timing =
        new HeaderField("Server-Timing", ServerTiming.of(trace, System.nanoTime()));
    boolean dated = answer.headers().contains(HttpHeaders.DATE);
    if (trace.profile().isEmpty()) {
      return answer.plus(
          dated ? List.of(id, attempts, timing) : List.of(id, attempts, timing, date.now()));
    }
    HeaderField profile = new HeaderField("Lakegate-Profile", trace.profile());
    return answer.plus(
        dated
            ? List.of(id, attempts, profile, timing)
            : List.of(id, attempts, profile, timing, date.now()));
  }

  private void finished(Exchange exchange, Outcome outcome) {
    long nanos = System.nanoTime() - exchange.trace().startNanos();
    metrics.finished(exchange, outcome, nanos);
    log.write(exchange, outcome, nanos);
  }
}
