package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.ErrorText;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RefusedCredentials;
import io.lakegate.gateway.observe.RetryLog;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.retry.TokenRefusal;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import java.util.Optional;

/** Decides whether a credential that the origin refused is renewed; once in an exchange. */
final class Renewal {

  /** Where Databricks says why, even if the body says nothing. */
  private static final String REASON = "x-databricks-reason-phrase";

  private final FreshRefusals refusals;
  private final Exchange exchange;
  private final RefusedCredentials refused;
  private boolean renewed;

  Renewal(FreshRefusals refusals, Exchange exchange, RefusedCredentials refused) {
    this.refusals = refusals;
    this.exchange = exchange;
    this.refused = refused;
  }

  /** The credential that is to be renewed for another attempt, if that may help. */
  Optional<Credential> after(OriginResponse answer) {
    if (!refusesToken(answer)) {
      return Optional.empty();
    }
    // A credential that expires may have been revoked early; one that does not is simply wrong.
    Optional<Credential> sent = exchange.trace().credential();
    Optional<Credential> used = sent.filter(credential -> credential.expiry().isPresent());
    long now = System.nanoTime();
    if (used.isEmpty()) {
      sent.ifPresent(credential -> tell(credential, answer));
    }
    if (used.isEmpty() || !refusals.mayRenew(used.get(), now)) {
      return Optional.empty();
    }
    if (renewed) {
      refusals.add(used.get(), now);
      tell(used.get(), answer);
      return Optional.empty();
    }
    if (!exchange.request().body().replayable()) {
      refused.refused(exchange.toOrigin().profile(), used.get());
      return Optional.empty();
    }
    renewed = true;
    return used;
  }

  private void tell(Credential credential, OriginResponse answer) {
    if (refusals.firstTold(credential)) {
      RetryLog.refused(exchange, answer.status());
    }
  }

  private static boolean refusesToken(OriginResponse answer) {
    int status = answer.status();
    if (!TokenRefusal.isTextOfUse(status)) {
      return TokenRefusal.isLoginRedirect(
          status, Objects.requireNonNullElse(answer.headers().get("location"), ""));
    }
    String reason = Objects.requireNonNullElse(answer.headers().get(REASON), "");
    byte[] text = Buffer.buffer(ErrorText.of(answer)).appendString(reason).getBytes();
    return TokenRefusal.isInText(status, text);
  }
}
