package io.lakegate.sdk.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lakegate.sdk.error.CredentialException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Every token we hold, one slot for each {@link TokenKey}. A slot lives as long as some {@link
 * TokenSource} uses it.
 *
 * <p>Threading: safe for use by many threads.
 */
public final class TokenCache {

  /** How long one refresh may take; the Go SDK allows its background refresh the same minute. */
  static final Duration REFRESH_LIMIT = Duration.ofSeconds(60);

  private final InstantSource clock;
  private final Executor executor;
  private final Duration refreshLimit;
  private final RefreshListener listener;
  private final Cache<TokenKey, TokenSlot> slots =
      Caffeine.newBuilder().weakValues().executor(Runnable::run).build();

  /**
   * Creates an empty cache.
   *
   * @param clock the time; it may jump either way
   * @param executor where issuers are asked; its threads may block
   */
  public TokenCache(InstantSource clock, Executor executor) {
    this(clock, executor, RefreshListener.NONE);
  }

  /**
   * Creates an empty cache.
   *
   * @param clock the time; it may jump either way
   * @param executor where issuers are asked; its threads may block
   * @param listener is told of every refresh
   */
  public TokenCache(InstantSource clock, Executor executor, RefreshListener listener) {
    this(clock, executor, REFRESH_LIMIT, listener);
  }

  TokenCache(
      InstantSource clock, Executor executor, Duration refreshLimit, RefreshListener listener) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.refreshLimit = Objects.requireNonNull(refreshLimit, "refreshLimit");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Returns the source of one identity's tokens. Sources of equal keys share their token and their
   * refreshes; each refresh uses the grant of the source that started it.
   */
  public TokenSource source(TokenKey key, TokenGrant grant) {
    TokenSlot slot =
        slots.get(
            key, _ -> new TokenSlot(clock, executor, refreshLimit, failure -> tell(key, failure)));
    return new TokenSource(slot, grant);
  }

  private void tell(TokenKey key, Optional<CredentialException> failure) {
    failure.ifPresentOrElse(cause -> listener.failed(key, cause), () -> listener.renewed(key));
  }
}
