package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.ForwardConfig;
import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.config.ProfileConfig;
import io.lakegate.gateway.config.ProfileSettings;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.retry.RetryConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The numbers of a profile: its own setting, else the SDK's attribute, else the gateway's setting.
 */
final class ProfileSettingsRules {

  /** How long a statement may think before its head: the 60 s of an ordinary call cut it off. */
  private static final Duration SQL_SILENCE = Duration.ofMinutes(5);

  /** How long a model may think before its head. */
  private static final Duration SERVING_SILENCE = Duration.ofMinutes(10);

  private final GatewayConfig config;

  ProfileSettingsRules(GatewayConfig config) {
    this.config = config;
  }

  Profile profile(ResolvedConfig resolved, CredentialSource source) {
    URI host =
        resolved
            .host()
            .orElseThrow(() -> new IllegalStateException("credentials were chosen without a host"));
    OriginProfile origin =
        new OriginProfile(
            resolved.profile(), host, source.authType(), ids(resolved), limits(resolved));
    return new Profile(origin, source, rate(resolved, own(resolved)), resolved);
  }

  private ProfileSettings own(ResolvedConfig resolved) {
    return Optional.ofNullable(config.profiles().own().get(resolved.profile()))
        .map(ProfileConfig::settings)
        .orElseGet(ProfileSettings::none);
  }

  /** What identifies the workspace or account. */
  static OriginProfile.Ids ids(ResolvedConfig resolved) {
    return new OriginProfile.Ids(
        resolved.value(Attribute.ACCOUNT_ID),
        resolved.value(Attribute.WORKSPACE_ID),
        resolved.cloud().name(),
        resolved.hostKind() == HostKind.ACCOUNT
            ? "account"
            : resolved.hostKind().name().toLowerCase(Locale.ROOT));
  }

  /** The numbers that hold for the exchanges of a profile. */
  OriginProfile.ExchangeLimits limits(ResolvedConfig resolved) {
    ProfileSettings own = own(resolved);
    ForwardConfig global = config.forward();
    Optional<Duration> explicit =
        own.httpTimeout().or(() -> seconds(resolved, Attribute.HTTP_TIMEOUT_SECONDS));
    Duration api = explicit.orElse(global.httpTimeout());
    return new OriginProfile.ExchangeLimits(
        own.connectTimeout().orElse(global.connectTimeout()),
        new OriginProfile.Silence(
            api,
            explicit.orElse(longer(api, SQL_SILENCE)),
            explicit.orElse(longer(api, SERVING_SILENCE))),
        new OriginProfile.AnswerBudget(
            own.retryTimeout().or(() -> retryTimeout(resolved)).orElse(global.retryTimeout()),
            own.answerWithin().orElse(global.answerWithin())),
        own.replayBuffer().orElse(global.replayBuffer()).bytes());
  }

  /** The SDKs' words for no retries at all, and for retries that never end. */
  private static Optional<Duration> retryTimeout(ResolvedConfig resolved) {
    if (resolved.value(Attribute.DISABLE_RETRIES).filter("true"::equals).isPresent()) {
      return Optional.of(Duration.ZERO);
    }
    return resolved
            .value(Attribute.RETRY_TIMEOUT_SECONDS)
            .filter(s -> s.startsWith("-"))
            .isPresent()
        ? Optional.of(RetryConfig.FOREVER)
        : seconds(resolved, Attribute.RETRY_TIMEOUT_SECONDS);
  }

  private LimitsConfig rate(ResolvedConfig resolved, ProfileSettings own) {
    LimitsConfig global = config.limits();
    return new LimitsConfig(
        own.requestsPerSecond()
            .or(() -> resolved.value(Attribute.RATE_LIMIT).map(Double::valueOf).filter(r -> r > 0))
            .orElse(global.requestsPerSecond()),
        own.queueTimeout().orElse(global.queueTimeout()),
        own.queueSize().orElse(global.queueSize()));
  }

  private static Optional<Duration> seconds(ResolvedConfig resolved, Attribute attribute) {
    return resolved
        .value(attribute)
        .map(Double::valueOf)
        .filter(seconds -> seconds > 0)
        .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
