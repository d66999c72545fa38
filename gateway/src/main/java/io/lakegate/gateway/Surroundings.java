package io.lakegate.gateway;

import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.http.UserAgent;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway needs of the machine around it.
 *
 * @param environment the environment variables
 * @param profileFiles reads {@code .databrickscfg}
 * @param clock the time of day
 * @param random for ids and jitter, asked by any thread; nothing secret comes from it
 * @param javaVersion the version of Java, for the user agent
 * @param os the operating system's name, for the user agent
 */
public record Surroundings(
    Function<String, @Nullable String> environment,
    TextFiles profileFiles,
    InstantSource clock,
    RandomGenerator random,
    String javaVersion,
    String os) {

  /** How a process on this machine names itself. */
  UserAgent userAgent() {
    return UserAgent.create(environment, javaVersion, os);
  }

  /** The same machine without environment variables and profile files: for the demo. */
  Surroundings bare() {
    return new Surroundings(_ -> null, _ -> Optional.empty(), clock, random, javaVersion, os);
  }
}
