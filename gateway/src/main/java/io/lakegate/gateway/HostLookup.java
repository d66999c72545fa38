package io.lakegate.gateway;

import io.lakegate.gateway.profiles.LiveProfiles;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.oauth.HostMetadata;
import io.lakegate.sdk.oauth.IssuerClient;
import io.lakegate.sdk.oauth.Pause;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Asks the hosts of the served profiles what they are, each once, so that calls carry the id of
 * their workspace where nobody has configured it. Nothing waits for the answer; a host that gives
 * none is as if it were not asked, and is asked again later.
 *
 * <p><b>Threading:</b> any thread.
 */
final class HostLookup {

  /** Seldom enough for a host that has no such document, soon enough for one that was away. */
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final LiveProfiles profiles;
  private final HostMetadata metadata;
  private final InstantSource clock;
  private final Executor threads;
  private final Map<URI, Instant> asked = new ConcurrentHashMap<>();

  HostLookup(LiveProfiles profiles, CredentialContext context) {
    this.profiles = profiles;
    this.clock = context.clock();
    this.threads = context.executor();
    this.metadata =
        new HostMetadata(
            new IssuerClient(
                context.transport(),
                clock,
                context.userAgent().forOwnCalls("none"),
                new IssuerClient.Retry(Pause.blocking(), RandomGenerator.getDefault())));
  }

  /** Asks those that have not told, and that were not asked lately; returns at once. */
  void look() {
    Instant now = clock.instant();
    for (URI host : profiles.untold()) {
      Instant last = asked.get(host);
      if (last == null || Duration.between(last, now).abs().compareTo(PAUSE) >= 0) {
        asked.put(host, now);
        threads.execute(() -> metadata.of(host).ifPresent(facts -> profiles.told(host, facts)));
      }
    }
  }
}
