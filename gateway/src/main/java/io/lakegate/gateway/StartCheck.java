package io.lakegate.gateway;

import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.profiles.HostQuestion;
import io.lakegate.gateway.profiles.Profiles;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.spelling.Printable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway finds out before it binds anything: which profiles it serves, whether each has
 * credentials, and whether an origin is the gateway itself. Nothing is sent for it but the question
 * for a host that is not configured; whether an issuer takes the credentials is seen later.
 */
final class StartCheck {

  private StartCheck() {}

  /**
   * Resolves the profiles.
   *
   * @throws ConfigException with every problem
   */
  static Profiles profiles(
      GatewayConfig config, Surroundings surroundings, CredentialContext context) {
    return profiles(config, surroundings, context, HostQuestion.ASKED);
  }

  private static Profiles profiles(
      GatewayConfig config,
      Surroundings surroundings,
      CredentialContext context,
      HostQuestion ask) {
    Profiles profiles = Profiles.resolve(config, surroundings.resolver(), context, ask);
    OwnOrigins.check(config.listeners(), profiles.all().values());
    return profiles;
  }

  /** Everything that keeps a gateway from starting on this configuration. */
  static List<String> problems(GatewayConfig config, Surroundings surroundings) {
    try {
      var _ = profiles(config, surroundings, offline(surroundings), HostQuestion.UNASKED);
      return List.of();
    } catch (ConfigException e) {
      return texts(e);
    }
  }

  /** What the choice of credentials may use while nothing is to be sent. */
  static CredentialContext offline(Surroundings surroundings) {
    return surroundings.credentials(
        request -> {
          throw new IllegalStateException("a check sent " + request.method());
        },
        new TokenCache(surroundings.clock(), Runnable::run),
        Runnable::run);
  }

  /** The problems as a person reads them: a line each, and below it what was tried. */
  static List<String> texts(ConfigException failure) {
    List<String> lines = new ArrayList<>();
    for (ConfigException.Problem problem : failure.problems()) {
      lines.add(Printable.text(problem.message()));
      problem.details().forEach(one -> lines.add("  " + Printable.text(one)));
      if (!problem.details().isEmpty()) {
        lines.add("  'lakegate demo' needs no credentials");
      }
    }
    return lines;
  }
}
