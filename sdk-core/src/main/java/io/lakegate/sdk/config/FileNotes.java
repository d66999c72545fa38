package io.lakegate.sdk.config;

import java.util.List;
import java.util.Objects;

/**
 * What is to be told of the profile file. No value of it is.
 *
 * @param path where it lies, or would lie
 * @param hints why what stands in it is not used, and how it would be, in whole sentences without
 *     their dots
 * @param ignored what in the profile has no effect, with its line
 */
public record FileNotes(String path, List<String> hints, List<String> ignored) {

  /** Nothing to tell of the usual file. */
  public static final FileNotes NONE =
      new FileNotes(ProfileReader.DEFAULT_FILE, List.of(), List.of());

  /** Copies the lists. */
  public FileNotes {
    Objects.requireNonNull(path, "path");
    hints = List.copyOf(hints);
    ignored = List.copyOf(ignored);
  }
}
