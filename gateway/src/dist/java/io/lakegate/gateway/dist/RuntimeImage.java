package io.lakegate.gateway.dist;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Links the Java runtime that is shipped, out of the one that runs this program (no jmods needed,
 * hence for this architecture only).
 */
final class RuntimeImage {

  /** Each is needed on a path that users take; {@link #requireKnown} finds what is missing. */
  private static final Set<String> MODULES =
      Set.of(
          "java.base",
          "java.logging", // the fallback of Netty and Vert.x, and what java.sql needs
          "java.management", // gauges of heap, threads and collector
          "java.naming", // host name checks of TLS certificates
          "java.sql", // Jackson's dates, the sandbox's database
          "java.xml", // Logback's configuration
          "jdk.crypto.ec", // elliptic curves, where they are a module of their own
          "jdk.management", // process gauges
          "jdk.net", // keep-alive options of sockets
          "jdk.unsupported"); // signals, Netty's memory access

  /**
   * Referred to by libraries, in classes that we do not load: bean editors, annotation processing,
   * flight recording.
   */
  private static final Set<String> LEFT_OUT = Set.of("java.compiler", "java.desktop", "jdk.jfr");

  private RuntimeImage() {}

  static void link(Parts parts, Path image, Path key) throws IOException {
    requireKnown(parts);
    List<String> options = options();
    String wanted = System.getProperty("java.home") + Runtime.version() + options;
    if (Files.isDirectory(image) && Files.exists(key) && Files.readString(key).equals(wanted)) {
      return;
    }
    Files.deleteIfExists(key);
    Trees.delete(image);
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("--output", image.toString()));
    run("jlink", command);
    Files.writeString(key, wanted);
  }

  /**
   * Compression takes 22 of 70 MB and no time that could be measured: classes come from the cache.
   */
  private static List<String> options() {
    String modules =
        ModuleFinder.ofSystem().findAll().stream()
            .map(module -> module.descriptor().name())
            .filter(MODULES::contains)
            .sorted()
            .collect(Collectors.joining(","));
    return List.of(
        "--add-modules",
        modules,
        "--strip-debug",
        "--no-header-files",
        "--no-man-pages",
        "--compress",
        "zip-6");
  }

  /** Asks jdeps what the jars refer to, so that a new library cannot need a module unnoticed. */
  private static void requireKnown(Parts parts) throws IOException {
    List<String> jars =
        Stream.concat(parts.jars().stream(), parts.sandboxJars().stream())
            .map(Path::toString)
            .toList();
    List<String> command =
        new ArrayList<>(
            List.of(
                "--print-module-deps",
                "--ignore-missing-deps",
                "--multi-release",
                String.valueOf(Runtime.version().feature()),
                "-cp",
                String.join(File.pathSeparator, jars)));
    command.addAll(jars);
    String answer = run("jdeps", command).lines().toList().getLast();
    Set<String> unknown = new TreeSet<>(Set.of(answer.split(",")));
    unknown.removeAll(MODULES);
    unknown.removeAll(LEFT_OUT);
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "the jars refer to modules that "
              + RuntimeImage.class.getName()
              + " neither links nor leaves out: "
              + unknown);
    }
  }

  private static String run(String name, List<String> arguments) throws IOException {
    ToolProvider tool =
        ToolProvider.findFirst(name)
            .orElseThrow(() -> new IllegalStateException("this Java has no " + name));
    StringWriter output = new StringWriter();
    PrintWriter writer = new PrintWriter(output);
    int code = tool.run(writer, writer, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IOException(name + " ended with " + code + ": " + output);
    }
    return output.toString();
  }
}
