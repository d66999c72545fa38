package io.lakegate.sdk.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a profile file: the port through which configuration touches the disk. */
@FunctionalInterface
public interface ProfileSource {

  /**
   * Reads a file.
   *
   * @param path the file, {@code ~} already expanded
   * @return its text, or empty if there is no such file
   * @throws UncheckedIOException if it is there and cannot be read
   */
  Optional<String> read(String path);

  /** Returns the source that reads files as UTF-8 from the disk. */
  static ProfileSource disk() {
    return path -> {
      try {
        return Optional.of(Files.readString(Path.of(path)));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (InvalidPathException e) {
        throw new UncheckedIOException(new IOException("not a path", e));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
