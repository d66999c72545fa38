package io.lakegate.gateway;

import io.lakegate.gateway.admin.AdminServer;
import io.lakegate.gateway.admin.Health;
import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.config.PinnedListener;
import io.lakegate.gateway.conversation.Draining;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.listen.DataServers;
import io.lakegate.gateway.listen.SideServer;
import io.lakegate.gateway.observe.CredentialLog;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.gateway.profiles.LiveProfiles;
import io.lakegate.gateway.profiles.Profiles;
import io.lakegate.gateway.retry.RetryRules;
import io.lakegate.gateway.transport.VertxTransport;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.http.LakegateVersion;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.retry.SafetyRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway, wired by hand: the one place that knows every part.
 *
 * <p><b>Threading:</b> {@link #start} and {@link #close} block; call them from any thread but an
 * event loop.
 */
public final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Entrance DATA = new Entrance("data", Optional.empty());

  /** Soon enough for whoever has just replaced a token, and seldom enough to cost nothing. */
  private static final long LOOK_EVERY_MILLIS = 2_000;

  private final GatewayConfig config;
  private final Vertx vertx;
  private final ExecutorService threads;
  private final GatewayMetrics metrics = new GatewayMetrics();
  private final LiveProfiles profiles;
  private final ConfigReload reload;
  private final HostLookup hosts;
  private final Health health;
  private final Draining draining = new Draining();
  private final Supplier<Catalog> catalog;
  private final DataServers dataServers;
  private SequencedMap<Entrance, ListenAddress> dataAddresses = new LinkedHashMap<>();
  private Optional<ListenAddress> adminAddress = Optional.empty();
  private Optional<ListenAddress> healthAddress = Optional.empty();

  private Gateway(GatewayConfig config, Surroundings surroundings, ConfigSource again) {
    this.config = config;
    this.vertx = Vertx.vertx(vertxOptions(loops(config)));
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.catalog = config.catalog().<Supplier<Catalog>>map(c -> () -> c).orElse(Catalog::standard);
    Serving serving;
    try {
      CredentialContext context =
          surroundings.credentials(
              new VertxTransport(vertx),
              new TokenCache(surroundings.clock(), threads, new CredentialLog()),
              threads);
      ConfigReload.Seen seen = ConfigReload.Seen.first(again, surroundings);
      Profiles first = StartCheck.profiles(config, surroundings, context);
      RetryRules.Surroundings rules =
          new RetryRules.Surroundings(
              vertx, metrics, surroundings.clock(), surroundings.random(), SafetyRules.of(catalog));
      serving = new Serving(rules, first);
      this.profiles = new LiveProfiles(first, needed(config), serving::take);
      this.reload =
          new ConfigReload(seen, config.log().level(), again, surroundings, context, profiles);
      this.hosts = new HostLookup(profiles, context);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    this.health = new Health(this::required);
    LoopWiring.Shared shared =
        new LoopWiring.Shared(
            config, surroundings, vertx, threads, metrics, profiles, serving, draining, catalog);
    this.dataServers =
        new DataServers(
            vertx,
            new DataServers.ServerLimits(
                LoopWiring.sizes(config), config.forward().clientIdleTimeout()),
            new LoopWiring(shared));
  }

  /**
   * Starts a gateway: resolves its profiles, binds its listeners and begins to fetch tokens.
   *
   * @throws io.lakegate.sdk.error.ConfigException if a profile cannot be served
   * @throws io.lakegate.gateway.listen.BindException if an address cannot be listened on
   */
  public static Gateway start(GatewayConfig config, Surroundings surroundings) {
    return start(config, surroundings, ConfigSource.fixed(config));
  }

  /**
   * Starts a gateway that looks at its configuration again while it runs.
   *
   * @param again where it looks
   * @throws io.lakegate.sdk.error.ConfigException if a profile cannot be served
   * @throws io.lakegate.gateway.listen.BindException if an address cannot be listened on
   */
  public static Gateway start(GatewayConfig config, Surroundings surroundings, ConfigSource again) {
    Gateway gateway = new Gateway(config, surroundings, again);
    try {
      gateway.bind();
    } catch (RuntimeException e) {
      gateway.close();
      throw e;
    }
    return gateway;
  }

  private void bind() {
    SequencedMap<Entrance, ListenAddress> listeners = new LinkedHashMap<>();
    int extra = 1;
    for (ListenAddress address : config.listeners().data()) {
      Entrance entrance = extra == 1 ? DATA : new Entrance("data-" + extra, Optional.empty());
      listeners.put(entrance, address);
      extra++;
    }
    for (PinnedListener pinned : config.listeners().pinned()) {
      listeners.put(new Entrance(pinned.name(), Optional.of(pinned.profile())), pinned.address());
    }
    dataAddresses = dataServers.bind(listeners, loops(config));
    AdminServer admin = new AdminServer(health, metrics);
    Set<String> origins = Set.copyOf(config.guard().allowedOrigins());
    adminAddress =
        config
            .listeners()
            .admin()
            .map(
                at ->
                    SideServer.bind(
                        "admin", at, () -> admin.admin(vertx, LoopWiring.hosts(config), origins)));
    healthAddress =
        config
            .listeners()
            .health()
            .map(at -> SideServer.bind("health", at, () -> admin.health(vertx)));
    health.start();
    logServing();
    vertx.setPeriodic(LOOK_EVERY_MILLIS, _ -> threads.execute(this::look));
    hosts.look();
    // Neither the catalog nor an issuer should cost the first call time.
    threads.execute(
        () -> LOG.debug("the catalog has {} endpoints", catalog.get().endpoints().size()));
    // What fails now, the probes tell.
    for (CredentialSource source : required().values()) {
      var _ = source.obtain();
    }
  }

  private void look() {
    reload.look();
    hosts.look();
  }

  private void logServing() {
    LOG.atInfo()
        .addKeyValue("version", LakegateVersion.current())
        .addKeyValue("listeners", listeners())
        .addKeyValue("profiles", String.join(",", profiles.now().all().keySet()))
        .log("serving");
    profiles
        .now()
        .unusable()
        .forEach((name, why) -> LOG.warn("the profile {} cannot be served: {}", name, why));
  }

  private String listeners() {
    return addresses().entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(" "));
  }

  /** Reads the configuration anew; returns at once. */
  public void reload() {
    threads.execute(reload::now);
  }

  /** The line that tells that the gateway serves, and where. */
  public String readyLine() {
    return new ReadyLine(addresses(), adminAddress, healthAddress)
        .text(profiles.now().defaultProfile().origin());
  }

  /** The address of the first data listener. */
  public ListenAddress address() {
    return dataAddresses.firstEntry().getValue();
  }

  /** The addresses of all data listeners, by name, the first one first. */
  public SequencedMap<String, ListenAddress> addresses() {
    SequencedMap<String, ListenAddress> byName = new LinkedHashMap<>();
    dataAddresses.forEach((entrance, address) -> byName.put(entrance.name(), address));
    return byName;
  }

  /** The address of the admin listener, where there is one. */
  public Optional<ListenAddress> adminAddress() {
    return adminAddress;
  }

  /** The address of the health listener, where there is one. */
  public Optional<ListenAddress> healthAddress() {
    return healthAddress;
  }

  /** Says on the probes that the gateway is going; it still serves. */
  public void beginDraining() {
    health.drain();
    draining.begin();
  }

  /**
   * Stops accepting, waits for the exchanges under way and resets those that take too long. Blocks.
   */
  public void drain(Duration atMost) {
    beginDraining();
    long millis = Math.max(1, Draining.beforeLastWords(atMost).toMillis());
    long timer = vertx.setTimer(millis, _ -> draining.end());
    await(dataServers.drain(atMost));
    vertx.cancelTimer(timer);
  }

  /** Stops at once. */
  @Override
  public void close() {
    await(vertx.close());
    threads.shutdownNow();
  }

  /** The profiles that stay as long as the gateway runs. */
  private static Set<String> needed(GatewayConfig config) {
    Set<String> needed = new HashSet<>(config.profiles().required());
    config.listeners().pinned().stream().map(PinnedListener::profile).forEach(needed::add);
    return needed;
  }

  private SequencedMap<String, CredentialSource> required() {
    List<String> named = config.profiles().required();
    return profiles.sources(named.isEmpty() ? List.of(profiles.now().defaultName()) : named);
  }

  private static int loops(GatewayConfig config) {
    return config.eventLoops() > 0
        ? config.eventLoops()
        : Runtime.getRuntime().availableProcessors();
  }

  private static VertxOptions vertxOptions(int loops) {
    return new VertxOptions()
        .setPreferNativeTransport(true)
        .setEventLoopPoolSize(loops)
        .setWorkerPoolSize(2)
        .setInternalBlockingPoolSize(2)
        .setUseDaemonThread(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
