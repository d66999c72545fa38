package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Turns;
import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.google.GoogleTokens;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The machine we run on, as far as credentials may be found there.
 *
 * @param environment the variables of the process, null where unset
 * @param files reads files
 * @param commands finds and runs other programs
 * @param turns which of those programs run
 * @param google asks Google for tokens
 */
public record Machine(
    Function<String, @Nullable String> environment,
    TextFiles files,
    CommandRunner commands,
    Turns turns,
    GoogleTokens google) {

  /** Checks that all parts are there. */
  // Not compact: javac leaves the annotations of type arguments out of a compact constructor, and
  // callers in other modules would be told that their environment may not return null.
  public Machine(
      Function<String, @Nullable String> environment,
      TextFiles files,
      CommandRunner commands,
      Turns turns,
      GoogleTokens google) {
    this.environment = Objects.requireNonNull(environment, "environment");
    this.files = Objects.requireNonNull(files, "files");
    this.commands = Objects.requireNonNull(commands, "commands");
    this.turns = Objects.requireNonNull(turns, "turns");
    this.google = Objects.requireNonNull(google, "google");
  }

  /** A machine on which no program runs yet, without a way to Google. */
  public Machine(
      Function<String, @Nullable String> environment, TextFiles files, CommandRunner commands) {
    this(environment, files, commands, new Turns(), GoogleTokens.NONE);
  }

  /** Returns a variable; an empty one counts as unset. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isEmpty());
  }
}
