package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong between the gateway and an origin: a line when an exchange is tried again for the
 * first time, since its own line may be minutes away, and one when a credential is refused for
 * good.
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

  /**
   * Writes the line about a credential that the origin does not take and that no issuer can
   * replace: it has expired, was revoked or is wrong.
   *
   * @param status what the origin answered
   */
  public static void refused(Exchange exchange, int status) {
    OriginProfile profile = exchange.toOrigin().profile();
    LOG.atWarn()
        .addKeyValue("id", exchange.id())
        .addKeyValue("auth", profile.authType())
        .addKeyValue("status", status)
        .log("the workspace refuses the token of profile {}", profile.name());
  }
}
