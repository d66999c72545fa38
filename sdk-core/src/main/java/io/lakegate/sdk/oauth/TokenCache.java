package io.lakegate.sdk.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.error.CredentialException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Every token we hold, one slot for each {@link TokenKey} and the secrets behind it. A slot lives
 * as long as some {@link TokenSource} uses it.
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
  private final Map<Attribute, String> secrets;
  private final Cache<SlotKey, TokenSlot> slots;

  /** Whose token it is, and by which secrets it is obtained. Its text form shows none. */
  private record SlotKey(TokenKey key, Map<Attribute, String> secrets) {
    @Override
    public String toString() {
      return "SlotKey[" + key + ", " + secrets.keySet() + "]";
    }
  }

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
    this.secrets = Map.of();
    this.slots = Caffeine.newBuilder().weakValues().executor(Runnable::run).build();
    this.clock = Objects.requireNonNull(clock, "clock");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.refreshLimit = Objects.requireNonNull(refreshLimit, "refreshLimit");
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  private TokenCache(TokenCache whole, Map<Attribute, String> secrets) {
    this.secrets = Map.copyOf(secrets);
    this.slots = whole.slots;
    this.clock = whole.clock;
    this.executor = whole.executor;
    this.refreshLimit = whole.refreshLimit;
    this.listener = whole.listener;
  }

  /**
   * Returns the part of this cache whose tokens are obtained by these secrets: once another secret
   * is configured, no token of the old one passes for a token of the new one.
   */
  public TokenCache under(Map<Attribute, String> secrets) {
    return new TokenCache(this, secrets);
  }

  /**
   * Returns the source of one identity's tokens. Sources of equal keys share their token and their
   * refreshes; each refresh uses the grant of the source that started it.
   */
  public TokenSource source(TokenKey key, TokenGrant grant) {
    TokenSlot slot =
        slots.get(
            new SlotKey(key, secrets),
            _ -> new TokenSlot(clock, executor, refreshLimit, failure -> tell(key, failure)));
    return new TokenSource(slot, grant);
  }

  private void tell(TokenKey key, Optional<CredentialException> failure) {
    failure.ifPresentOrElse(cause -> listener.failed(key, cause), () -> listener.renewed(key));
  }
}
