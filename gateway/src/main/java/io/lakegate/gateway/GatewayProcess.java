package io.lakegate.gateway;

import io.lakegate.gateway.check.CheckReport;
import io.lakegate.gateway.check.CheckRequest;
import io.lakegate.gateway.check.CredentialCheck;
import io.lakegate.gateway.cli.ExitCode;
import io.lakegate.gateway.cli.ServeMode;
import io.lakegate.gateway.cli.Server;
import io.lakegate.gateway.config.ConfigEntry;
import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.DrainConfig;
import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.config.ListenersConfig;
import io.lakegate.gateway.config.LoadedConfig;
import io.lakegate.gateway.config.ProfileConfig;
import io.lakegate.gateway.config.ProfileSettings;
import io.lakegate.gateway.config.ProfilesConfig;
import io.lakegate.gateway.demo.DemoSandbox;
import io.lakegate.gateway.demo.DemoText;
import io.lakegate.gateway.listen.BindException;
import io.lakegate.gateway.observe.Logging;
import io.lakegate.gateway.profiles.ProfileConfigs;
import io.lakegate.gateway.transport.VertxTransport;
import io.lakegate.sdk.config.Resolution;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.oauth.TokenCache;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a gateway as a process: tells that it serves, waits for a signal, drains, ends. */
final class GatewayProcess implements Server {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);
  private static final String DEMO_PROFILE = "DEFAULT";

  private final Surroundings surroundings;
  private final PrintStream out;
  private final PrintStream err;

  GatewayProcess(Surroundings surroundings, PrintStream out, PrintStream err) {
    this.surroundings = surroundings;
    this.out = out;
    this.err = err;
  }

  @Override
  public int serve(LoadedConfig loaded, ConfigSource again, ServeMode mode) {
    StopSignals signals = new StopSignals();
    signals.install();
    try (var _ = Logging.start(loaded.config().log(), err)) {
      return switch (mode) {
        case SERVE -> run(new Start(loaded.config(), again, surroundings, false), signals);
        case DEMO -> demo(loaded.config(), signals);
      };
    }
  }

  @Override
  public List<String> problems(LoadedConfig loaded) {
    try (var _ = Logging.start(loaded.config().log(), err)) {
      return StartCheck.problems(loaded.config(), surroundings);
    }
  }

  @Override
  public CheckReport check(LoadedConfig loaded, CheckRequest request) {
    try (var _ = Logging.start(loaded.config().log(), err)) {
      ProfileConfigs configs =
          new ProfileConfigs(loaded.config().profiles(), surroundings.resolver());
      return request.online()
          ? online(configs, request)
          : new CredentialCheck(configs, StartCheck.offline(surroundings)).run(request);
    }
  }

  @Override
  public List<ConfigEntry> profileValues(LoadedConfig loaded) {
    List<ConfigEntry> entries = new ArrayList<>();
    try {
      new ProfileConfigs(loaded.config().profiles(), surroundings.resolver())
          .all()
          .forEach((name, resolution) -> entries.addAll(values(name, resolution)));
    } catch (ConfigException e) {
      // The settings are shown all the same.
      entries.add(new ConfigEntry("served", "cannot be read", String.valueOf(e.getMessage())));
    }
    return entries;
  }

  private static List<ConfigEntry> values(String name, Resolution resolution) {
    ResolvedConfig config = resolution.config();
    List<ConfigEntry> entries = new ArrayList<>();
    resolution
        .problems()
        .forEach(
            one -> entries.add(new ConfigEntry("served." + name, "cannot be used", one.message())));
    config
        .values()
        .forEach(
            (attribute, value) ->
                entries.add(
                    new ConfigEntry(
                        "served." + name + "." + attribute.key(),
                        config.shown(attribute),
                        value.source())));
    return entries;
  }

  private CheckReport online(ProfileConfigs configs, CheckRequest request) {
    Vertx vertx = Vertx.vertx();
    try {
      CredentialContext context =
          surroundings.credentials(
              new VertxTransport(vertx),
              new TokenCache(surroundings.clock(), Runnable::run),
              Runnable::run);
      return new CredentialCheck(configs, context).run(request);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private int demo(GatewayConfig config, StopSignals signals) {
    Optional<DemoSandbox> sandbox = DemoSandbox.start(ToolProvider::findFirst, err);
    if (sandbox.isEmpty()) {
      return failed(
          ExitCode.FAILURE,
          "the demo needs the sandbox, and this installation has none (lib/sandbox is missing)");
    }
    try (DemoSandbox running = sandbox.get()) {
      GatewayConfig fixed = inFrontOf(running, config);
      return run(new Start(fixed, ConfigSource.fixed(fixed), surroundings.bare(), true), signals);
    }
  }

  /** What a gateway is started with, and how its configuration is read again. */
  private record Start(
      GatewayConfig config, ConfigSource again, Surroundings around, boolean demo) {}

  private int run(Start start, StopSignals signals) {
    try (Gateway gateway = Gateway.start(start.config(), start.around(), start.again())) {
      signals.onHangup(gateway::reload);
      out.println(gateway.readyLine());
      if (start.demo()) {
        DemoText.lines(baseUrl(gateway)).forEach(out::println);
      }
      out.flush();
      ExitCode reason = signals.await();
      return stop(gateway, start.config().drain(), reason, signals);
    } catch (ConfigException e) {
      StartCheck.texts(e).forEach(problem -> err.println("lakegate: " + problem));
      return ExitCode.CONFIG.status();
    } catch (BindException e) {
      return failed(ExitCode.FAILURE, String.valueOf(e.getMessage()));
    }
  }

  private static int stop(
      Gateway gateway, DrainConfig drain, ExitCode reason, StopSignals signals) {
    LOG.atInfo()
        .addKeyValue("signal", reason.name())
        .addKeyValue("within_ms", drain.minSigtermDelay().plus(drain.maxSigtermDelay()).toMillis())
        .log("asked to stop; exchanges under way may end");
    gateway.beginDraining();
    signals.linger(drain.minSigtermDelay());
    gateway.drain(drain.maxSigtermDelay());
    LOG.info("stopped");
    return reason == ExitCode.SIGTERM && drain.exitZeroOnSigterm()
        ? ExitCode.OK.status()
        : reason.status();
  }

  private int failed(ExitCode code, String message) {
    err.println("lakegate: " + message);
    return code.status();
  }

  private static String baseUrl(Gateway gateway) {
    return gateway.address() instanceof ListenAddress.Unix
        ? gateway.address().toString()
        : "http://" + gateway.address();
  }

  private static GatewayConfig inFrontOf(DemoSandbox sandbox, GatewayConfig config) {
    ProfileConfig profile = new ProfileConfig(sandbox.attributes(), ProfileSettings.none());
    return new GatewayConfig(
        new ListenersConfig(
            config.listeners().data(),
            List.of(),
            config.listeners().admin(),
            config.listeners().health()),
        new ProfilesConfig(List.of(DEMO_PROFILE), false, Map.of(DEMO_PROFILE, profile), List.of()),
        config.guard(),
        config.limits(),
        config.forward(),
        config.drain(),
        config.log(),
        config.eventLoops(),
        config.catalog());
  }
}
