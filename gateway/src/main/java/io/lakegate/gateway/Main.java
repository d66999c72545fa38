package io.lakegate.gateway;

import io.lakegate.gateway.cli.CliContext;
import io.lakegate.gateway.cli.LakegateCli;
import io.lakegate.gateway.config.Environment;
import io.lakegate.gateway.config.LogConfig;
import io.lakegate.gateway.config.LogFormat;
import io.lakegate.gateway.config.LogLevel;
import io.lakegate.gateway.observe.Logging;
import io.lakegate.gateway.transport.ProcessRunner;
import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.http.LakegateVersion;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The program. The only place that reads the process's environment and ends the process. */
public final class Main {

  private Main() {}

  /** Runs a command and exits with its status. */
  public static void main(String[] args) {
    Surroundings surroundings =
        new Surroundings(
            Main::variable,
            TextFiles.disk(),
            new ProcessRunner(Main::variable),
            InstantSource.system(),
            () -> ThreadLocalRandom.current().nextLong(),
            System.getProperty("java.version", "unknown"),
            System.getProperty("os.name", "unknown"));
    CliContext context =
        new CliContext(
            new Environment(System::getenv, System.getenv().keySet()),
            System.out,
            System.err,
            new GatewayProcess(surroundings, System.out, System.err),
            Main::tool,
            LakegateVersion.current());
    System.exit(LakegateCli.run(context, args));
  }

  /**
   * Where a service runs without {@code HOME}, its account's home directory counts, as for Python.
   */
  private static @Nullable String variable(String name) {
    String value = System.getenv(name);
    return value == null && name.equals("HOME") ? System.getProperty("user.home") : value;
  }

  /** A tool's standard output belongs to whoever reads it: libraries log elsewhere. */
  private static Optional<ToolProvider> tool(String name) {
    Logging.start(new LogConfig(LogFormat.TEXT, LogLevel.WARN), System.err);
    return ToolProvider.findFirst(name);
  }
}
