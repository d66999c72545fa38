package io.lakegate.gateway.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a dist is made of.
 *
 * @param root the repository
 * @param jars the gateway's class path, in its order
 * @param sandboxJars what the sandbox needs besides, in its order
 */
record Parts(Path root, List<Path> jars, List<Path> sandboxJars) {

  Parts {
    jars = List.copyOf(jars);
    sandboxJars = List.copyOf(sandboxJars);
  }

  /**
   * Reads the class paths that Maven resolved.
   *
   * @throws NoSuchFileException if a module is not packaged yet
   * @throws IllegalStateException if the two class paths hold one artifact in two versions
   */
  static Parts of(Path root, String version) throws IOException {
    List<Path> jars = classPath(root, "gateway", version);
    List<Path> sandboxJars = new ArrayList<>(classPath(root, "sandbox", version));
    sandboxJars.removeAll(jars);
    requireOneVersion(Stream.concat(jars.stream(), sandboxJars.stream()).toList());
    return new Parts(root, jars, sandboxJars);
  }

  private static List<Path> classPath(Path root, String module, String version) throws IOException {
    Path target = root.resolve(module).resolve("target");
    List<Path> jars = new ArrayList<>();
    jars.add(target.resolve("lakegate-" + module + "-" + version + ".jar"));
    String resolved = Files.readString(target.resolve("runtime.classpath")).strip();
    for (String entry : resolved.split(File.pathSeparator)) {
      jars.add(Path.of(entry));
    }
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new NoSuchFileException(jar.toString(), null, "not a packaged jar");
      }
    }
    return jars;
  }

  /** In a Maven repository a jar lies in {@code …/artifact/version/}. */
  private static void requireOneVersion(List<Path> jars) {
    Map<String, Path> seen = new HashMap<>();
    for (Path jar : jars) {
      Path name = jar.getFileName();
      Path other =
          seen.put(String.valueOf(jar.resolve("../..").normalize()) + classifier(jar), jar);
      Path sameName = seen.put(String.valueOf(name), jar);
      if (other != null || sameName != null) {
        throw new IllegalStateException("one artifact twice: " + jar + " and " + other + sameName);
      }
    }
  }

  private static String classifier(Path jar) {
    String version = String.valueOf(jar.resolve("..").normalize().getFileName());
    String name = String.valueOf(jar.getFileName());
    int end = name.lastIndexOf(version);
    return end < 0 ? name : name.substring(end + version.length());
  }

  /** Where the assembler, the launcher's text and its options are. */
  Path sources() {
    return root.resolve("gateway/src/dist");
  }

  /** Changes when the dist would come out otherwise. */
  String fingerprint() throws IOException {
    MessageDigest digest = HashList.sha256();
    List<Path> files = new ArrayList<>(jars);
    files.addAll(sandboxJars);
    for (String source : List.of("gateway/src/dist", "config", "LICENSE", "NOTICE")) {
      files.addAll(Trees.files(root.resolve(source)));
    }
    digest.update((System.getProperty("java.home") + Runtime.version()).getBytes(UTF_8));
    for (Path file : files) {
      digest.update((file + "\0" + HashList.hash(file) + "\n").getBytes(UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
