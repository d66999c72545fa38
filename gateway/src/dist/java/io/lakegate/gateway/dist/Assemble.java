package io.lakegate.gateway.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Builds {@code gateway/target/lakegate}. Nothing is done when the inputs are those of the last
 * build; the runtime image is kept as long as it would come out the same.
 */
public final class Assemble {

  private final Parts parts;
  private final Path dist;
  private final Path work;

  private Assemble(Parts parts) {
    this.parts = parts;
    Path target = parts.root().resolve("gateway/target");
    this.dist = target.resolve("lakegate");
    this.work = target.resolve("dist");
  }

  /**
   * Takes the repository's root and the project's version.
   *
   * @param args root directory, version
   * @throws IOException if a part is missing or cannot be written
   * @throws InterruptedException if stopped while training
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      throw new IllegalArgumentException("expected: ROOT VERSION");
    }
    new Assemble(Parts.of(Path.of(args[0]).toRealPath(), args[1])).run();
  }

  private void run() throws IOException, InterruptedException {
    Files.createDirectories(work);
    Path stamp = work.resolve("inputs.sha256");
    String fingerprint = parts.fingerprint();
    if (Files.exists(stamp)
        && Files.readString(stamp).equals(fingerprint)
        && Files.exists(dist.resolve(HashList.NAME))) {
      System.out.println("dist is up to date: " + dist);
      return;
    }
    Files.deleteIfExists(stamp);
    Files.createDirectories(dist);
    for (String part : List.of("bin", "lib", "config", HashList.NAME, "LICENSE", "NOTICE")) {
      Trees.delete(dist.resolve(part));
    }
    RuntimeImage.link(parts, dist.resolve("runtime"), work.resolve("runtime.key"));
    copyLibraries();
    writeLauncher();
    copyDocuments();
    // Whole seconds, as tar keeps them, and before the training: a later time means a later jar.
    Trees.touch(dist.resolve("lib"), FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    Training.run(dist, work.resolve("training"));
    HashList.write(dist);
    Files.writeString(stamp, fingerprint);
    System.out.println("dist is built: " + dist);
  }

  private void copyLibraries() throws IOException {
    Path lib = Files.createDirectories(dist.resolve("lib"));
    for (Path jar : parts.jars()) {
      Files.copy(jar, lib.resolve(jar.getFileName()));
      unpackNative(jar, lib.resolve("native"));
    }
    Path sandbox = Files.createDirectories(lib.resolve("sandbox"));
    for (Path jar : parts.sandboxJars()) {
      Files.copy(jar, sandbox.resolve(jar.getFileName()));
    }
  }

  /** Netty would unpack its library to the temporary directory at each start. */
  private static void unpackNative(Path jar, Path directory) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<JarEntry> libraries =
          file.stream().filter(entry -> entry.getName().matches("META-INF/native/[^/]+")).toList();
      for (JarEntry library : libraries) {
        Files.createDirectories(directory);
        Path name = Path.of(library.getName()).getFileName();
        try (var bytes = file.getInputStream(library)) {
          Files.copy(bytes, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private void writeLauncher() throws IOException {
    Path launcher = Files.createDirectories(dist.resolve("bin")).resolve("lakegate");
    Files.writeString(launcher, Launcher.text(parts));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void copyDocuments() throws IOException {
    Trees.copy(parts.root().resolve("config"), dist.resolve("config"));
    for (String name : List.of("LICENSE", "NOTICE")) {
      Trees.copy(parts.root().resolve(name), dist.resolve(name));
    }
  }
}
