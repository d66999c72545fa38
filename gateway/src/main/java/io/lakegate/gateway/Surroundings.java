package io.lakegate.gateway;

import io.lakegate.gateway.transport.GoogleLibrary;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Turns;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.Machine;
import io.lakegate.sdk.google.GoogleTokens;
import io.lakegate.sdk.http.HttpTransport;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway needs of the machine around it.
 *
 * @param environment the environment variables
 * @param files reads {@code .databrickscfg} and secrets
 * @param commands finds and runs the programs that hold credentials
 * @param clock the time of day
 * @param random for ids and jitter, asked by any thread; nothing secret comes from it
 * @param javaVersion the version of Java, for the user agent
 * @param os the operating system's name, for the user agent
 * @param issuers what stands between us and token issuers, normally nothing
 */
public record Surroundings(
    Function<String, @Nullable String> environment,
    TextFiles files,
    CommandRunner commands,
    InstantSource clock,
    RandomGenerator random,
    String javaVersion,
    String os,
    UnaryOperator<HttpTransport> issuers) {

  /** A machine on which token issuers are where they say. */
  public Surroundings(
      Function<String, @Nullable String> environment,
      TextFiles files,
      CommandRunner commands,
      InstantSource clock,
      RandomGenerator random,
      String javaVersion,
      String os) {
    this(environment, files, commands, clock, random, javaVersion, os, UnaryOperator.identity());
  }

  /** How a process on this machine names itself. */
  UserAgent userAgent() {
    return UserAgent.create(environment, javaVersion, os);
  }

  /**
   * What the choice of credentials may use of this machine.
   *
   * @param transport sends what token issuers are asked
   * @param executor where blocking work runs
   */
  CredentialContext credentials(HttpTransport transport, TokenCache tokens, Executor executor) {
    HttpTransport toIssuers = issuers.apply(transport);
    GoogleTokens google = new GoogleLibrary(toIssuers, clock, environment, files);
    Machine machine = new Machine(environment, files, commands, new Turns(), google);
    return new CredentialContext(toIssuers, tokens, clock, executor, userAgent(), machine);
  }

  /** What reads the Databricks settings of this machine. */
  ConfigResolver resolver() {
    return new ConfigResolver(environment, files);
  }

  /** The same machine without environment variables and profile files: for the demo. */
  Surroundings bare() {
    return new Surroundings(
        _ -> null, _ -> Optional.empty(), CommandRunner.NONE, clock, random, javaVersion, os);
  }
}
