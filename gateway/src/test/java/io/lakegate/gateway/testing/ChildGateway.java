package io.lakegate.gateway.testing;

import io.lakegate.gateway.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a process of its own, on the class path of the test. */
public final class ChildGateway implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final List<String> err = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final CompletableFuture<Void> outEnd;
  private final CompletableFuture<Void> errEnd;

  private ChildGateway(Process process) {
    this.process = process;
    this.outEnd = reading(process.getInputStream(), out);
    this.errEnd = reading(process.getErrorStream(), err);
  }

  /** A builder for a process that knows nothing of this one's environment. */
  public static Builder child() {
    return new Builder();
  }

  private CompletableFuture<Void> reading(InputStream stream, List<String> lines) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(stream, lines, end));
    return end;
  }

  private void read(InputStream stream, List<String> lines, CompletableFuture<Void> end) {
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
        if (line.startsWith("lakegate ready ")) {
          ready.complete(line);
        }
      }
    } catch (IOException e) {
      lines.add("<" + e + ">");
    }
    ready.completeExceptionally(new IOException("the process ended before it was ready"));
    end.complete(null);
  }

  /** The ready line; waits for it. */
  public String readyLine() {
    try {
      return ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no ready line; stderr: " + err, e);
    }
  }

  /** The port that the ready line gives for {@code listen}, {@code admin} or {@code health}. */
  public int port(String listener) {
    Matcher matcher =
        Pattern.compile(" " + listener + "=http://[^ ]*:(\\d+)( |$)").matcher(readyLine());
    if (!matcher.find()) {
      throw new AssertionError("no " + listener + " in: " + readyLine());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Sends a signal by its name, such as {@code INT}. */
  public void signal(String name) throws IOException, InterruptedException {
    if (name.equals("TERM")) {
      // The handle leaves the streams open, which the process itself would close.
      assertSent(process.toHandle().destroy());
      return;
    }
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("kill -" + name + " failed");
    }
  }

  private static void assertSent(boolean sent) {
    if (!sent) {
      throw new AssertionError("the signal could not be sent");
    }
  }

  /** The exit status; waits for it. */
  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the process runs on; stderr: " + err);
    }
    outEnd.join();
    errEnd.join();
    return process.exitValue();
  }

  /** What it has printed on stdout so far. */
  public List<String> out() {
    return out;
  }

  /** What it has printed on stderr so far. */
  public List<String> err() {
    return err;
  }

  /** The lines about exchanges that have ended, of either form. */
  public List<String> exchangeLog() {
    return err.stream()
        .filter(
            line -> line.contains(" INFO exchange ") || line.contains("\"message\":\"exchange\""))
        .toList();
  }

  /** The peak of its resident memory so far, in KiB, as Linux counts it. */
  public long peakResidentKib() throws IOException {
    return statusKib("VmHWM:");
  }

  /** Its resident memory, in KiB, as Linux counts it. */
  public long residentKib() throws IOException {
    return statusKib("VmRSS:");
  }

  private long statusKib(String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Builds a process. */
  public static final class Builder {

    private final Map<String, String> environment = new HashMap<>();
    private final List<String> jvm = new ArrayList<>();
    private Optional<Path> launcher = Optional.empty();

    private Builder() {
      environment.put("HOME", "/nonexistent");
    }

    /** Sets an environment variable. */
    public Builder env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Adds an argument for Java. */
    public Builder jvm(String argument) {
      jvm.add(argument);
      return this;
    }

    /** Runs this program, with its own Java, rather than the classes under test. */
    public Builder launcher(Path program) {
      launcher = Optional.of(program);
      return this;
    }

    /** Makes an origin with a token the default profile. */
    public Builder origin(FakeOrigin origin) {
      return env("DATABRICKS_HOST", origin.url().toString()).env("DATABRICKS_TOKEN", "test-token");
    }

    /** Starts it with these arguments. */
    public ChildGateway start(String... arguments) {
      // A build in the background of a shell ignores SIGINT, and so would its children.
      List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().clear();
      builder.environment().putAll(environment);
      launcher.ifPresentOrElse(
          program -> {
            command.add(program.toString());
            builder.environment().put("LAKEGATE_JAVA_OPTS", String.join(" ", jvm));
          },
          () -> command.addAll(java()));
      command.addAll(List.of(arguments));
      try {
        return new ChildGateway(builder.command(command).start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private List<String> java() {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
      command.add("--enable-native-access=ALL-UNNAMED");
      command.addAll(jvm);
      // Coverage of the child counts like that of the test.
      ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
          .filter(argument -> argument.startsWith("-javaagent:") && argument.contains("jacoco"))
          .forEach(command::add);
      command.addAll(List.of("-cp", classPath(), Main.class.getName()));
      return command;
    }

    /** Surefire hides the class path in a jar's manifest and keeps the real one here. */
    private static String classPath() {
      String own = System.getProperty("java.class.path");
      return System.getProperty("surefire.test.class.path", own);
    }
  }
}
