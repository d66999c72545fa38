package io.lakegate.sandbox;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.spi.ToolProvider;

/**
 * The sandbox as a tool named {@code lakegate-sandbox}, for programs that share no class with it:
 * {@link ToolProvider#findFirst} finds it when its jar is on the class path.
 */
public final class SandboxTool implements ToolProvider {
  private static final int OK = 0;
  private static final int FAILURE = 1;
  private static final int USAGE = 64;

  /** Creates the tool; needed by the service loader. */
  public SandboxTool() {}

  @Override
  public String name() {
    return "lakegate-sandbox";
  }

  /**
   * Runs a sandbox until the calling thread is interrupted.
   *
   * <p>Once it accepts connections, it prints one line to {@code out}: {@code sandbox ready
   * url=http://127.0.0.1:PORT token=… client_id=… client_secret=…}.
   *
   * @param out where the ready line and the help go
   * @param err where problems go, and the warning that the address is not loopback
   * @param args the options, as {@code --help} lists them
   * @return 0 after the interrupt or the help, 64 when an argument is wrong, 1 when the sandbox
   *     cannot start
   */
  @Override
  public int run(PrintWriter out, PrintWriter err, String... args) {
    return switch (SandboxArguments.parse(args)) {
      case SandboxArguments.Help help -> {
        print(out, SandboxArguments.HELP);
        yield OK;
      }
      case SandboxArguments.Wrong wrong -> {
        wrong.problems().forEach(problem -> print(err, "lakegate-sandbox: " + problem));
        yield USAGE;
      }
      case SandboxArguments.Serve serve -> serve(out, err, serve.config());
    };
  }

  private static int serve(PrintWriter out, PrintWriter err, SandboxConfig config) {
    Vertx vertx = Vertx.vertx();
    try {
      Sandbox sandbox = Sandbox.start(vertx, config).await();
      if (!isLoopback(config.host())) {
        print(
            err,
            "lakegate-sandbox: warning: whoever can reach "
                + sandbox.url()
                + " can use this sandbox and change what is in it");
      }
      print(out, readyLine(sandbox, config.access()));
      new CountDownLatch(1).await();
      return OK;
    } catch (InterruptedException e) {
      return OK;
    } catch (Exception e) {
      print(
          err,
          "lakegate-sandbox: cannot listen on %s:%d: %s"
              .formatted(config.host(), config.port(), reason(e, config.port())));
      return FAILURE;
    } finally {
      vertx.close().await();
    }
  }

  private static String reason(Exception failure, int port) {
    String message = String.valueOf(failure.getMessage());
    return port > 0 && message.contains("in use")
        ? "the port is in use. Find its holder with: ss -ltnp 'sport = :%1$d' (or lsof -i :%1$d), or choose another --port"
            .formatted(port)
        : message;
  }

  private static boolean isLoopback(String host) throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }

  private static String readyLine(Sandbox sandbox, SandboxConfig.Access access) {
    return "sandbox ready url=%s token=%s client_id=%s client_secret=%s"
        .formatted(
            sandbox.url(), access.tokens().getFirst(), access.clientId(), access.clientSecret());
  }

  private static void print(PrintWriter writer, String text) {
    writer.println(text);
    writer.flush();
  }
}
