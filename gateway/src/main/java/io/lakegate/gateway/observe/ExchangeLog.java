package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.sdk.http.RawQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line per exchange: ids, sizes, timings, attempts, outcome. Never the query, a field value or
 * a body: they may hold secrets.
 */
public final class ExchangeLog {

  /** The logger's name, for who wants to switch it off alone. */
  static final String NAME = "lakegate.exchange";

  private static final Logger LOG = LoggerFactory.getLogger(NAME);

  void write(Exchange exchange, Outcome outcome, long totalNanos) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    ExchangeTrace trace = exchange.trace();
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("id", exchange.id())
            .addKeyValue("listener", exchange.listener().name());
    if (!trace.profile().isEmpty()) {
      line = line.addKeyValue("profile", trace.profile());
    }
    line =
        line.addKeyValue("method", exchange.request().method().name())
            .addKeyValue("path", path(exchange))
            .addKeyValue("status", trace.status())
            .addKeyValue("outcome", outcome.label())
            .addKeyValue("attempts", trace.attempts())
            .addKeyValue("bytes_in", exchange.request().body().received())
            .addKeyValue("bytes_out", trace.bytesSent())
            .addKeyValue("queue_ms", new Millis(trace.queueNanos()))
            .addKeyValue("auth_ms", new Millis(trace.authNanos()))
            .addKeyValue("origin_ms", new Millis(trace.originNanos()))
            .addKeyValue("total_ms", new Millis(totalNanos));
    if (!trace.problem().isEmpty()) {
      line = line.addKeyValue("error", trace.problem());
    }
    line.log("exchange");
  }

  static String path(Exchange exchange) {
    return RawQuery.pathOf(exchange.request().target());
  }
}
