package io.lakegate.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program {@code lakegate} for a shell: the distribution where it is newer than the classes
 * under test, or the one that the system property {@code lakegate.bin} names; else the classes
 * under test themselves.
 */
final class Installation {

  private static final List<String> CLASSES =
      List.of("gateway/target/classes", "sdk-core/target/classes", "sandbox/target/classes");

  private Installation() {}

  /** Puts the program into a folder that is then put on the PATH. */
  static void into(Path folder) {
    String command =
        launcher()
            .map(path -> "'" + path + "'")
            .orElseGet(
                () ->
                    "'%s/bin/java' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '%s' io.lakegate.gateway.Main"
                        .formatted(
                            System.getProperty("java.home"),
                            System.getProperty("java.class.path")));
    try {
      Path program = folder.resolve("lakegate");
      Files.writeString(program, "#!/bin/sh\nexec " + command + " \"$@\"\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> launcher() {
    Optional<Path> named =
        Optional.ofNullable(System.getProperty("lakegate.bin"))
            .filter(path -> !path.isBlank())
            .map(Path::of);
    return named.or(Installation::freshDistribution);
  }

  private static Optional<Path> freshDistribution() {
    Path distribution = Repository.root().resolve("gateway/target/lakegate");
    // The list of hashes is what the assembly writes last.
    Path last = distribution.resolve("SHA256SUMS");
    return Files.exists(last) && !isOlderThanClasses(last)
        ? Optional.of(distribution.resolve("bin/lakegate"))
        : Optional.empty();
  }

  private static boolean isOlderThanClasses(Path last) {
    return CLASSES.stream()
        .map(Repository.root()::resolve)
        .flatMap(Installation::files)
        .anyMatch(file -> modified(file).compareTo(modified(last)) > 0);
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
