package io.lakegate.sdk.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A held token with its windows, in epoch milliseconds so that looking at them costs nothing.
 *
 * @param token the token, wrapped once for all who ask
 * @param obtainedAt when it was asked for
 * @param staleAt from when on it is renewed in the background
 * @param expiredAt from when on it is not sent any more
 */
record TokenLease(Optional<Token> token, long obtainedAt, long staleAt, long expiredAt) {

  /** What no token looks like. */
  static final TokenLease NONE = new TokenLease(Optional.empty(), 0, 0, 0);

  /**
   * A token with less left counts as expired: Azure Databricks refuses those with 30 s or less, and
   * the SDKs of Databricks keep 10 s more.
   */
  private static final Duration MINIMUM_LEFT = Duration.ofSeconds(40);

  /** The background refresh begins this long before the end at most, as in the SDKs. */
  private static final Duration LONGEST_STALE = Duration.ofMinutes(20);

  static TokenLease of(Token token) {
    long obtainedAt = token.obtainedAt().toEpochMilli();
    if (token.expiry().isEmpty()) {
      return new TokenLease(Optional.of(token), obtainedAt, Long.MAX_VALUE, Long.MAX_VALUE);
    }
    Instant expiry = token.expiry().get();
    Duration half = Duration.between(token.obtainedAt(), expiry).dividedBy(2);
    Duration stale = half.compareTo(LONGEST_STALE) < 0 ? half : LONGEST_STALE;
    return new TokenLease(
        Optional.of(token),
        obtainedAt,
        expiry.minus(stale).toEpochMilli(),
        expiry.minus(MINIMUM_LEFT).toEpochMilli());
  }

  boolean usable(long now) {
    return token.isPresent() && now < expiredAt;
  }

  /** Returns whether it is time to renew it. */
  boolean stale(long now) {
    return now >= staleAt || fromTheFuture(now);
  }

  /** Returns whether the clock has been set back since, so that its age cannot be told. */
  boolean fromTheFuture(long now) {
    return staleAt != Long.MAX_VALUE && now < obtainedAt;
  }

  boolean holds(Token other) {
    return token.isPresent() && token.get().accessToken().equals(other.accessToken());
  }
}
