package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.TextFiles;
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
 */
public record Machine(
    Function<String, @Nullable String> environment, TextFiles files, CommandRunner commands) {

  /** Checks that all parts are there. */
  // Not compact: javac leaves the annotations of type arguments out of a compact constructor, and
  // callers in other modules would be told that their environment may not return null.
  public Machine(
      Function<String, @Nullable String> environment, TextFiles files, CommandRunner commands) {
    this.environment = Objects.requireNonNull(environment, "environment");
    this.files = Objects.requireNonNull(files, "files");
    this.commands = Objects.requireNonNull(commands, "commands");
  }

  /** Returns a variable; an empty one counts as unset. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isEmpty());
  }
}
