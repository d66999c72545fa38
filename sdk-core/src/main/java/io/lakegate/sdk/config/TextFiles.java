package io.lakegate.sdk.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads whole text files: the port through which configuration and credentials touch the disk. */
@FunctionalInterface
public interface TextFiles {

  /** What the failure says whose path can be none. */
  String NOT_A_PATH = "not a path";

  /**
   * Reads a file.
   *
   * @param path the file, {@code ~} already expanded
   * @return its text, or empty if there is no such file
   * @throws UncheckedIOException if it is there and cannot be read
   */
  Optional<String> read(String path);

  /**
   * Returns the source that reads files as UTF-8 from the disk. Bytes that are no UTF-8, as in a
   * comment of another age, do not make a file unreadable: they do not for the SDKs.
   */
  static TextFiles disk() {
    return path -> {
      try {
        return Optional.of(new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (InvalidPathException e) {
        throw new UncheckedIOException(new IOException(NOT_A_PATH, e));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
