package io.lakegate.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the figures were measured on. */
final class Machine {

  private static final Path PROC = Path.of("/proc");

  private Machine() {}

  /** One line a fact; the load tells whether the moment was quiet. */
  static List<String> describe(Path dist) throws IOException {
    return List.of(
        "Machine: %d × %s, Linux %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                ProcFs.value(read("cpuinfo"), "model name"),
                System.getProperty("os.version")),
        "Program: %s, Java %s".formatted(dist, javaVersion(dist)),
        "Load before the first measurement (1, 5, 15 minutes): " + load());
  }

  /** The load averages at the moment. */
  static String load() throws IOException {
    return String.join(", ", List.of(read("loadavg").split(" ")).subList(0, 3));
  }

  /** Where this process looks for programs. */
  static List<String> searchPath() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
  }

  /** The environment that programs are started in: nothing but what they are given. */
  static void clear(Map<String, String> environment) {
    environment.clear();
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
  }

  private static String javaVersion(Path dist) throws IOException {
    Path release = dist.resolve("runtime/release");
    if (!Files.exists(release)) {
      throw new IOException("there is no program in " + dist + ": build it with `make dist`");
    }
    return ProcFs.value(Files.readString(release).replace('=', ':'), "JAVA_VERSION");
  }

  private static String read(String file) throws IOException {
    return Files.readString(PROC.resolve(file));
  }
}
