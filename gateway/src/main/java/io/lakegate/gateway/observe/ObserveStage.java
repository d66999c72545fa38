package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.Future;
import java.util.List;

/**
 * The outermost stage: adds what every answer tells ({@code Lakegate-Request-Id}, {@code
 * -Attempts}, {@code -Profile}, {@code Server-Timing}), and logs and counts the exchange when its
 * last byte is written.
 */
public final class ObserveStage implements Stage {

  private final GatewayMetrics metrics;
  private final ExchangeLog log;
  private final String defaultProfile;

  /**
   * Creates the stage.
   *
   * @param defaultProfile what an exchange counts for that ends before it has a profile, where its
   *     listener is not pinned to one
   */
  public ObserveStage(GatewayMetrics metrics, ExchangeLog log, String defaultProfile) {
    this.metrics = metrics;
    this.log = log;
    this.defaultProfile = defaultProfile;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    exchange.trace().routed(exchange.listener().pinnedProfile().orElse(defaultProfile), "");
    exchange.trace().onFinish(outcome -> finished(exchange, outcome));
    metrics.begun();
    return next.proceed(exchange).map(answer -> answered(exchange, answer));
  }

  private static OriginResponse answered(Exchange exchange, OriginResponse answer) {
    ExchangeTrace trace = exchange.trace();
    trace.answered(answer.status());
    return answer.plus(
        List.of(
            new HeaderField("Lakegate-Request-Id", exchange.id()),
            new HeaderField("Lakegate-Attempts", Integer.toString(trace.attempts())),
            new HeaderField("Lakegate-Profile", trace.profile()),
            new HeaderField("Server-Timing", ServerTiming.of(trace, System.nanoTime()))));
  }

  private void finished(Exchange exchange, Outcome outcome) {
    long nanos = System.nanoTime() - exchange.trace().startNanos();
    metrics.finished(exchange, outcome, nanos);
    log.write(exchange, outcome, nanos);
  }
}
