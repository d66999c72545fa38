package io.lakegate.sdk.oauth;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Every token we hold. */
public final class TokenCache {

  /**
   * Creates an empty cache.
   *
   * @param clock the time
   * @param executor where issuers are asked
   */
  public TokenCache(InstantSource clock, Executor executor) {}
}
