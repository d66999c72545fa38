package io.lakegate.gateway.cli;

import static java.util.Objects.requireNonNull;

import io.lakegate.gateway.config.Environment;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.spi.ToolProvider;

/**
 * What the command line needs of the process around it.
 *
 * @param environment the process environment
 * @param out where results go
 * @param err where problems go
 * @param server runs the gateway
 * @param tools finds a built-in tool by name, as {@link ToolProvider#findFirst} does
 * @param version this program's version
 */
public record CliContext(
    Environment environment,
    PrintStream out,
    PrintStream err,
    Server server,
    Function<String, Optional<ToolProvider>> tools,
    String version) {

  /** Checks that nothing is missing. */
  public CliContext {
    requireNonNull(environment, "environment");
    requireNonNull(out, "out");
    requireNonNull(err, "err");
    requireNonNull(server, "server");
    requireNonNull(tools, "tools");
    requireNonNull(version, "version");
  }
}
