package io.lakegate.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A shell script in the place of a program that holds credentials: it writes down its arguments,
 * and prints what a test says.
 */
final class FakeProgram {

  /** More than the legacy Databricks CLI has. A shell reads a script only as far as it gets. */
  private static final long SIZE = 2L << 20;

  private final Path folder;
  private final String name;

  private FakeProgram(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /** Installs it; what it prints for which arguments is said by {@link #prints}. */
  static FakeProgram install(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file,
        """
        #!/bin/sh
        { for word in "$@"; do printf '[%%s]' "$word"; done; echo; } >> %1$s.log
        if [ -f %1$s.err ]; then cat %1$s.err >&2; exit 1; fi
        for answer in %1$s.out.*; do
          if printf '%%s' "$*" | grep -qF -- "$(head -n 1 "$answer")"; then
            tail -n +2 "$answer"
            exit 0
          fi
        done
        exit 9
        """
            .formatted(file));
    try (RandomAccessFile padded = new RandomAccessFile(file.toFile(), "rw")) {
      padded.setLength(SIZE);
    }
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return new FakeProgram(folder, name);
  }

  /** Prints a text whenever its arguments, with blanks between, hold some words. */
  FakeProgram prints(String words, String text) throws IOException {
    String place = name + ".out." + Integer.toHexString(words.hashCode());
    Files.writeString(folder.resolve(place), words + "\n" + text + "\n");
    return this;
  }

  /** Fails from now on. */
  void fails(String complaint) throws IOException {
    Files.writeString(folder.resolve(name + ".err"), complaint + "\n");
  }

  /** The arguments of each run since this was last asked, each word in brackets. */
  List<String> runs() throws IOException {
    Path log = folder.resolve(name + ".log");
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    Files.deleteIfExists(log);
    return lines;
  }
}
