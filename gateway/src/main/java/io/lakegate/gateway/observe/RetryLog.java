package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.Exchange;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line when an exchange is tried again for the first time: its own line may be minutes away, and
 * until then nobody would know what holds it up.
 */
public final class RetryLog {

  private static final Logger LOG = LoggerFactory.getLogger(RetryLog.class);

  private RetryLog() {}

  /**
   * Writes the line.
   *
   * @param why how the first attempt ended, in words of ours
   * @param delay until the second one
   */
  public static void tryingAgain(Exchange exchange, String why, Duration delay) {
    LOG.atInfo()
        .addKeyValue("id", exchange.id())
        .addKeyValue("profile", exchange.trace().profile())
        .addKeyValue("method", exchange.request().method().name())
        .addKeyValue("path", ExchangeLog.path(exchange))
        .addKeyValue("cause", why)
        .addKeyValue("delay_ms", delay.toMillis())
        .log("trying again");
  }
}
