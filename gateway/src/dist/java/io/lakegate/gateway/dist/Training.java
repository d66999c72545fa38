package io.lakegate.gateway.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the start-up cache: runs the gateway by its own launcher against the sandbox, sends it what
 * clients send, and stops it. The virtual machine writes down which classes were loaded and how
 * they were linked.
 */
final class Training {

  /** Asked to stop, or the shell's way of saying that SIGTERM did it. */
  private static final Set<Integer> STOPPED = Set.of(0, 143);

  /** Relative to the working directory, since an option in a variable may hold no space. */
  private static final String RECORD = "-XX:AOTConfiguration=lakegate.aotconfig";

  /**
   * Counts and types of a minute of mixed traffic would steer the compiler for as long as the
   * program runs: code made by them took a quarter more time than code made by what is there.
   */
  private static final String WITHOUT_PROFILES =
      "-XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining";

  private Training() {}

  static void run(Path dist, Path work) throws IOException, InterruptedException {
    Trees.delete(work);
    Files.createDirectories(work);
    Path cache = dist.resolve("lib/lakegate.aot");
    try (Child sandbox = sandbox(dist, work)) {
      try (Child gateway = gateway(dist, work, sandbox)) {
        new Traffic(sandbox.value("url"), gateway.value("listen"), gateway.value("admin")).drive();
        requireStopped(gateway.stop());
      }
    }
    Path written = work.resolve("lakegate.aot");
    create(dist, work);
    if (!Files.exists(written)) {
      throw new NoSuchFileException(written.toString(), null, "no start-up cache was written");
    }
    Files.move(written, cache);
    Files.setLastModifiedTime(cache, FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  private static Child sandbox(Path dist, Path work) throws IOException {
    List<String> jars = new ArrayList<>();
    for (Path jar : Trees.files(dist.resolve("lib"))) {
      if (jar.toString().endsWith(".jar")) {
        jars.add(jar.toString());
      }
    }
    List<String> command =
        List.of(
            dist.resolve("runtime/bin/java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            String.join(":", jars),
            "io.lakegate.sandbox.SandboxMain",
            "--port",
            "0");
    return Child.start("sandbox ready", command, Map.of(), work);
  }

  private static Child gateway(Path dist, Path work, Child sandbox) throws IOException {
    Path profiles = work.resolve("profiles.cfg");
    Files.createFile(
        profiles,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        profiles,
        """
        [DEFAULT]
        host = %1$s
        token = %2$s
        [m2m]
        host = %1$s
        client_id = %3$s
        client_secret = %4$s
        """
            .formatted(
                sandbox.value("url"),
                sandbox.value("token"),
                sandbox.value("client_id"),
                sandbox.value("client_secret")));
    List<String> command =
        List.of(
            dist.resolve("bin/lakegate").toString(),
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--admin",
            "127.0.0.1:0",
            "--profile",
            "DEFAULT",
            "--profile",
            "m2m");
    Map<String, String> environment =
        Map.of(
            "HOME",
            work.toString(),
            "DATABRICKS_CONFIG_FILE",
            profiles.toString(),
            "LAKEGATE_LIMITS_REQUESTS_PER_SECOND",
            "100000",
            "LAKEGATE_JAVA_OPTS",
            "-XX:AOTMode=record " + WITHOUT_PROFILES + " " + RECORD);
    return Child.start("lakegate ready", command, environment, work);
  }

  /** The program is not run by this; the virtual machine turns the record into the cache. */
  private static void create(Path dist, Path work) throws IOException, InterruptedException {
    Path errors = work.resolve("create.err");
    ProcessBuilder builder =
        new ProcessBuilder(dist.resolve("bin/lakegate").toString(), "serve")
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile());
    builder.environment().clear();
    builder
        .environment()
        .put(
            "LAKEGATE_JAVA_OPTS",
            "-XX:AOTMode=create -XX:AOTCache=lakegate.aot " + WITHOUT_PROFILES + " " + RECORD);
    int status = builder.start().waitFor();
    if (status != 0) {
      throw new IOException("no start-up cache (" + status + "): " + Files.readString(errors));
    }
  }

  private static void requireStopped(int status) throws IOException {
    if (!STOPPED.contains(status)) {
      throw new IOException("the gateway ended with " + status + " after SIGTERM");
    }
  }
}
