package io.lakegate.sdk.credential;

import io.lakegate.sdk.http.HttpTransport;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What providers may use of the world.
 *
 * @param transport how they speak to an issuer
 * @param tokens where tokens are kept
 * @param clock the time
 * @param executor where blocking work runs, such as one virtual thread a task
 * @param userAgent how they name themselves
 * @param environment the variables of the process, null where unset
 */
public record CredentialContext(
    HttpTransport transport,
    TokenCache tokens,
    InstantSource clock,
    Executor executor,
    UserAgent userAgent,
    Function<String, @Nullable String> environment) {

  /** Checks that all parts are there. */
  // Not compact: javac leaves the annotations of type arguments out of a compact constructor, and
  // callers in other modules would be told that their environment may not return null.
  public CredentialContext(
      HttpTransport transport,
      TokenCache tokens,
      InstantSource clock,
      Executor executor,
      UserAgent userAgent,
      Function<String, @Nullable String> environment) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.tokens = Objects.requireNonNull(tokens, "tokens");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.userAgent = Objects.requireNonNull(userAgent, "userAgent");
    this.environment = Objects.requireNonNull(environment, "environment");
  }
}
