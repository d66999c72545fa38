package io.lakegate.gateway.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.spi.ToolProvider;

/**
 * The sandbox workspace beside a gateway, found as a tool of the Java platform: the two share no
 * class, and an installation may leave it out.
 */
public final class DemoSandbox implements AutoCloseable {

  private static final String TOOL = "lakegate-sandbox";
  private static final String READY = "sandbox ready ";
  private static final int PIPE_BYTES = 8192;

  private final Thread thread;
  private final Map<String, String> facts;

  private DemoSandbox(Thread thread, Map<String, String> facts) {
    this.thread = thread;
    this.facts = facts;
  }

  /**
   * Starts the sandbox on a free port. Blocks until it serves.
   *
   * @param tools finds a tool by name
   * @param err where the sandbox says what is wrong
   * @return the sandbox, or empty where this installation has none
   */
  public static Optional<DemoSandbox> start(
      Function<String, Optional<ToolProvider>> tools, PrintStream err) {
    return tools.apply(TOOL).map(tool -> run(tool, err));
  }

  private static DemoSandbox run(ToolProvider tool, PrintStream err) {
    try {
      PipedInputStream in = new PipedInputStream(PIPE_BYTES);
      PrintStream out = new PrintStream(new PipedOutputStream(in), true, StandardCharsets.UTF_8);
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .name("sandbox")
              .start(
                  () -> {
                    tool.run(out, err, "--port", "0");
                    out.close();
                  });
      return new DemoSandbox(thread, facts(in));
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox could not be started", e);
    }
  }

  private static Map<String, String> facts(PipedInputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (line == null || !line.startsWith(READY)) {
      throw new IOException("the sandbox ended before it was ready");
    }
    Map<String, String> facts = new HashMap<>();
    for (String pair : line.substring(READY.length()).split(" ")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        facts.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return facts;
  }

  /** The attributes of a profile that reaches the sandbox. */
  public Map<String, String> attributes() {
    return Map.of("host", fact("url"), "token", fact("token"));
  }

  private String fact(String name) {
    return Optional.ofNullable(facts.get(name))
        .orElseThrow(() -> new IllegalStateException("the sandbox did not tell its " + name));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
