package io.lakegate.gateway.testing;

import io.lakegate.gateway.Gateway;
import io.lakegate.gateway.Surroundings;
import io.lakegate.gateway.config.ConfigInputs;
import io.lakegate.gateway.config.ConfigLoader;
import io.lakegate.gateway.config.Environment;
import io.lakegate.gateway.config.FileReader;
import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.config.LoadedConfig;
import io.lakegate.gateway.transport.ProcessRunner;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.TextFiles;
import io.lakegate.sdk.http.HttpTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** A real gateway on free ports, as a test wants it. */
public final class TestGateway implements AutoCloseable {

  private final Gateway gateway;
  private final Map<String, String> environment;

  private TestGateway(Gateway gateway, Map<String, String> environment) {
    this.gateway = gateway;
    this.environment = environment;
  }

  /** A builder for a gateway. */
  public static Builder gateway() {
    return new Builder();
  }

  /** The running gateway. */
  public Gateway running() {
    return gateway;
  }

  /** Sets an environment variable that the gateway reads while it runs. */
  public void env(String name, String value) {
    environment.put(name, value);
  }

  /** The port of the first data listener. */
  public int port() {
    return portOf(gateway.address());
  }

  /** The port of the admin listener. */
  public int adminPort() {
    return portOf(gateway.adminAddress().orElseThrow());
  }

  /** The port of the health listener. */
  public int healthPort() {
    return portOf(gateway.healthAddress().orElseThrow());
  }

  /** The port of a listener by its name. */
  public int portOf(String listener) {
    return portOf(Objects.requireNonNull(gateway.addresses().get(listener)));
  }

  /** The port in an address. */
  public static int portOf(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Loopback loopback -> loopback.port();
      case ListenAddress.Tcp tcp -> tcp.port();
      case ListenAddress.Unix unix ->
          throw new IllegalArgumentException(unix + " is no TCP address");
    };
  }

  @Override
  public void close() {
    gateway.close();
  }

  /** Builds a gateway. */
  public static final class Builder {

    private final Map<String, String> environment = new ConcurrentHashMap<>();
    private final Map<String, List<String>> flags = new HashMap<>();
    private Optional<String> profileFile = Optional.empty();
    private Optional<String> configFile = Optional.empty();
    private UnaryOperator<HttpTransport> issuers = UnaryOperator.identity();
    private CommandRunner programs = CommandRunner.NONE;

    private Builder() {
      flag("listen", "127.0.0.1:0");
      flag("admin", "127.0.0.1:0");
      env("HOME", "/nonexistent");
    }

    /** Sets an environment variable. */
    public Builder env(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Sets a flag by its key. */
    public Builder flag(String key, String... values) {
      flags.put(key, new ArrayList<>(List.of(values)));
      return this;
    }

    /** Makes an origin with a token the default profile. */
    public Builder origin(FakeOrigin origin) {
      return env("DATABRICKS_HOST", origin.url().toString())
          .env("DATABRICKS_TOKEN", "test-token")
          .flag("limits.requests-per-second", "1000000");
    }

    /** Makes a sandbox with its token the default profile. */
    public Builder sandbox(TestSandbox sandbox) {
      return env("DATABRICKS_HOST", sandbox.url().toString())
          .env("DATABRICKS_TOKEN", TestSandbox.TOKEN)
          .flag("limits.requests-per-second", "1000000");
    }

    /** Makes a sandbox with its OAuth client the default profile. */
    public Builder m2m(URI issuer, String clientId, String clientSecret) {
      return env("DATABRICKS_HOST", issuer.toString())
          .env("DATABRICKS_CLIENT_ID", clientId)
          .env("DATABRICKS_CLIENT_SECRET", clientSecret)
          .flag("limits.requests-per-second", "1000000");
    }

    /** Gives the profile file its content. */
    public Builder profileFile(String content) {
      profileFile = Optional.of(content);
      return this;
    }

    /** Gives the configuration file its content. */
    public Builder configFile(String content) {
      configFile = Optional.of(content);
      return this;
    }

    /** Puts something between the gateway and token issuers. */
    public Builder issuers(UnaryOperator<HttpTransport> between) {
      issuers = between;
      return this;
    }

    /** Lets it run the programs of a folder, and find no others than those of the system. */
    public Builder programs(Path folder) {
      env("PATH", folder + ":/usr/bin:/bin");
      programs = new ProcessRunner(environment::get);
      return this;
    }

    /** Starts it. */
    public TestGateway start() {
      FileReader files = configFile.<FileReader>map(text -> _ -> text).orElse(FileReader.utf8());
      LoadedConfig loaded =
          ConfigLoader.load(
              new ConfigInputs(
                  flags,
                  Environment.of(environment),
                  configFile.map(_ -> Path.of("lakegate.yaml")),
                  files));
      Surroundings surroundings =
          new Surroundings(
              environment::get,
              this::read,
              programs,
              InstantSource.system(),
              () -> ThreadLocalRandom.current().nextLong(),
              "25.0.0",
              "Linux",
              issuers);
      return new TestGateway(Gateway.start(loaded.config(), surroundings), environment);
    }

    private Optional<String> read(String path) {
      return path.endsWith("databrickscfg") ? profileFile : TextFiles.disk().read(path);
    }
  }
}
