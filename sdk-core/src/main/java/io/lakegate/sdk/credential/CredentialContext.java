package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.http.HttpTransport;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.IssuerClient;
import io.lakegate.sdk.oauth.Pause;
import io.lakegate.sdk.oauth.TokenCache;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What providers may use of the world.
 *
 * @param transport how they speak to an issuer
 * @param tokens where tokens are kept
 * @param clock the time
 * @param executor where blocking work runs, such as one virtual thread a task
 * @param userAgent how they name themselves
 * @param machine where else credentials may be found
 */
public record CredentialContext(
    HttpTransport transport,
    TokenCache tokens,
    InstantSource clock,
    Executor executor,
    UserAgent userAgent,
    Machine machine) {

  /** Checks that all parts are there. */
  public CredentialContext {
    Objects.requireNonNull(transport, "transport");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(executor, "executor");
    Objects.requireNonNull(userAgent, "userAgent");
    Objects.requireNonNull(machine, "machine");
  }

  /** Returns the client by which one authentication type asks its issuers. */
  IssuerClient issuer(String authType) {
    return new IssuerClient(
        transport,
        clock,
        userAgent.forOwnCalls(authType),
        new IssuerClient.Retry(Pause.blocking(), RandomGenerator.getDefault()));
  }

  /** Returns the same for one configuration: tokens are held under the secrets that it has. */
  CredentialContext holding(ResolvedConfig config) {
    Map<Attribute, String> secrets = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      if (attribute.sensitive()) {
        config.value(attribute).ifPresent(value -> secrets.put(attribute, value));
      }
    }
    return new CredentialContext(
        transport, tokens.under(secrets), clock, executor, userAgent, machine);
  }
}
