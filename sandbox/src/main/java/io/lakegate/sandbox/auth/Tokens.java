package io.lakegate.sandbox.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The OAuth tokens that were issued, oldest first.
 *
 * <p>Threading: confined to the event loop.
 */
public final class Tokens {
  /** How long an expired token is still told from one that never was. */
  private static final Duration REMEMBERED = Duration.ofHours(24);

  private final Map<String, Issued> issued = new LinkedHashMap<>();
  private final Duration lifetime;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** Creates an empty register of tokens that live for so long. */
  public Tokens(Duration lifetime, InstantSource clock, RandomGenerator random) {
    this.lifetime = lifetime;
    this.clock = clock;
    this.random = random;
  }

  Duration lifetime() {
    return lifetime;
  }

  String issue(String principal) {
    Instant now = clock.instant();
    forget(now);
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String token = "sandbox-oauth-" + HexFormat.of().formatHex(bytes);
    issued.put(token, new Issued(principal, now.plus(lifetime)));
    return token;
  }

  /** Returns whose token it is and whether it has expired, or nothing when it was never issued. */
  Optional<Holder> holder(String token) {
    return Optional.ofNullable(issued.get(token))
        .map(found -> new Holder(found.principal(), !clock.instant().isBefore(found.expiry())));
  }

  private void forget(Instant now) {
    Iterator<Issued> oldest = issued.values().iterator();
    while (oldest.hasNext() && oldest.next().expiry().plus(REMEMBERED).isBefore(now)) {
      oldest.remove();
    }
  }

  record Holder(String principal, boolean expired) {}

  private record Issued(String principal, Instant expiry) {}
}
