package io.lakegate.gateway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The program {@code lakegate} for a shell: the one that the system property {@code lakegate.bin}
 * names, else the distribution where the build has assembled one ({@code dist.skip} is false), else
 * the classes under test.
 */
final class Installation {

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
    return named.or(Installation::distribution);
  }

  /** The build says whether it has assembled one for this run. */
  private static Optional<Path> distribution() {
    boolean assembled = "false".equals(System.getProperty("dist.skip"));
    return assembled
        ? Optional.of(Repository.root().resolve("gateway/target/lakegate/bin/lakegate"))
        : Optional.empty();
  }
}
