package io.lakegate.gateway.observe;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.oauth.RefreshListener;
import io.lakegate.sdk.oauth.TokenKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line when an issuer begins to give no token, when the cause turns from one that passes into
 * one that does not, or back, and when there is a token again; however often it is asked between.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class CredentialLog implements RefreshListener {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialLog.class);

  /** Whether the last refresh failed for good, of those that failed. */
  private final Map<TokenKey, Boolean> failing = new ConcurrentHashMap<>();

  @Override
  public void renewed(TokenKey key) {
    if (failing.remove(key) != null) {
      LOG.atInfo()
          .addKeyValue("profile", key.profile())
          .addKeyValue("auth", key.authType())
          .log("the token issuer gives a token again");
    }
  }

  @Override
  public void failed(TokenKey key, CredentialException failure) {
    Boolean before = failing.put(key, failure.permanent());
    if (before == null || before != failure.permanent()) {
      LOG.atWarn()
          .addKeyValue("profile", key.profile())
          .addKeyValue("auth", key.authType())
          .addKeyValue("error", String.valueOf(failure.getMessage()))
          .log("the token issuer gives no token");
    }
  }
}
