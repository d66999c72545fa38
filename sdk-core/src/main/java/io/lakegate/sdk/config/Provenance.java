package io.lakegate.sdk.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be told of a configuration's sources beside the source of each value.
 *
 * @param environment the names of the attributes' environment variables that are set, used or not
 * @param isolated whether the environment was left alone, so that what is meant for the default
 *     profile stays there
 * @param missingFile the profile file that was looked for and is not there
 * @param ignoredKeys the keys of the profile that are no attribute, as far as the file was read
 * @param file what else is to be told of the profile file
 */
public record Provenance(
    List<String> environment,
    boolean isolated,
    Optional<String> missingFile,
    List<String> ignoredKeys,
    FileNotes file) {

  /** Nothing to tell. */
  public static final Provenance NONE =
      new Provenance(List.of(), false, Optional.empty(), List.of());

  /** Copies the lists. */
  public Provenance {
    environment = List.copyOf(environment);
    Objects.requireNonNull(missingFile, "missingFile");
    ignoredKeys = List.copyOf(ignoredKeys);
    Objects.requireNonNull(file, "file");
  }

  /** Tells nothing else of the profile file. */
  public Provenance(
      List<String> environment,
      boolean isolated,
      Optional<String> missingFile,
      List<String> ignoredKeys) {
    this(environment, isolated, missingFile, ignoredKeys, FileNotes.NONE);
  }
}
