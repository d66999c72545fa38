package io.lakegate.gateway;

import io.lakegate.gateway.admission.ProfileLimiters;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.gateway.profiles.Profile;
import io.lakegate.gateway.profiles.Profiles;
import io.lakegate.gateway.retry.RetryRules;
import io.lakegate.gateway.route.ServedProfiles;
import io.lakegate.gateway.waits.SharedPolls;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The profiles as requests meet them, with what is kept for each by its name: its limiter, its
 * rules of retry and its gauges.
 *
 * <p><b>Threading:</b> profiles are taken by one thread at a time, and read by any.
 */
final class Serving {

  private final GatewayMetrics metrics;
  private final ProfileLimiters limiters;
  private final RetryRules retryRules;
  private final SharedPolls polls = new SharedPolls();
  private final Set<String> measured = ConcurrentHashMap.newKeySet();
  private volatile ServedProfiles now;

  /** Creates it; nothing is kept for a profile before it is taken. */
  Serving(RetryRules.Surroundings rules, Profiles first) {
    this.metrics = rules.metrics();
    this.limiters = new ProfileLimiters(rules.vertx(), metrics);
    this.retryRules = new RetryRules(rules);
    this.now = served(first);
  }

  /** The profiles of this moment. */
  ServedProfiles now() {
    return now;
  }

  /** The buckets of all profiles. */
  ProfileLimiters limiters() {
    return limiters;
  }

  /** The rules by which each profile's attempts are repeated. */
  RetryRules retryRules() {
    return retryRules;
  }

  /** The polls that waits share. */
  SharedPolls polls() {
    return polls;
  }

  /** Serves these profiles from the next request on. */
  void take(Profiles next) {
    for (Profile profile : next.all().values()) {
      limiters.take(profile.name(), profile.limits());
      retryRules.take(profile.origin());
      if (measured.add(profile.name())) {
        metrics.gauge(
            "lakegate.waits.open",
            "Waits that are open",
            profile.name(),
            () -> polls.open(profile.name()));
      }
    }
    now = served(next);
  }

  private static ServedProfiles served(Profiles profiles) {
    Map<String, OriginProfile> byName = new LinkedHashMap<>();
    profiles.all().forEach((name, profile) -> byName.put(name, profile.origin()));
    return new ServedProfiles(byName, profiles.unusable(), profiles.defaultName());
  }
}
