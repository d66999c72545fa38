package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a configuration is made from.
 *
 * @param flags values given on the command line, by key ({@code limits.queue-size}), each in the
 *     order given
 * @param environment the process environment
 * @param file the file named on the command line; without it {@code LAKEGATE_CONFIG} may name one
 * @param files reads the file and the secrets it refers to
 */
public record ConfigInputs(
    Map<String, List<String>> flags,
    Environment environment,
    Optional<Path> file,
    FileReader files) {

  /** Copies the flags. */
  public ConfigInputs {
    flags = Map.copyOf(flags);
    requireNonNull(environment, "environment");
    requireNonNull(file, "file");
    requireNonNull(files, "files");
  }

  /** Leaves out the flags' values, which may be secrets. */
  @Override
  public String toString() {
    return "ConfigInputs[flags="
        + flags.keySet().stream().sorted().toList()
        + ", file="
        + file
        + "]";
  }
}
