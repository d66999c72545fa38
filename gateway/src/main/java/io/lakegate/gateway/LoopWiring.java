package io.lakegate.gateway;

import io.lakegate.gateway.admission.AdmissionStage;
import io.lakegate.gateway.authorize.AuthorizeStage;
import io.lakegate.gateway.catalog.CatalogEndpoint;
import io.lakegate.gateway.config.ForwardConfig;
import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.conversation.Conversations;
import io.lakegate.gateway.conversation.Draining;
import io.lakegate.gateway.conversation.MemoryBudget;
import io.lakegate.gateway.conversation.WholeBodyStage;
import io.lakegate.gateway.exchange.DataPaths;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.StageChain;
import io.lakegate.gateway.forward.ConnectionLimits;
import io.lakegate.gateway.forward.ExchangeHandler;
import io.lakegate.gateway.forward.ForwardStage;
import io.lakegate.gateway.guard.BrowserRules;
import io.lakegate.gateway.guard.GuardStage;
import io.lakegate.gateway.guard.HostAllowlist;
import io.lakegate.gateway.listen.DataServers;
import io.lakegate.gateway.observe.ExchangeLog;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.gateway.observe.ObserveStage;
import io.lakegate.gateway.pages.AllPagesEndpoint;
import io.lakegate.gateway.policy.Policy;
import io.lakegate.gateway.policy.PolicyStage;
import io.lakegate.gateway.problem.InvalidExchanges;
import io.lakegate.gateway.problem.ProblemStage;
import io.lakegate.gateway.profiles.LiveProfiles;
import io.lakegate.gateway.retry.IdempotencyTokens;
import io.lakegate.gateway.retry.RetryStage;
import io.lakegate.gateway.route.RouteStage;
import io.lakegate.gateway.waits.WaitEndpoint;
import io.lakegate.gateway.wellknown.WellKnownDocuments;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.retry.IdempotencyFields;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Wires what the listeners of one event loop share: its pipeline, and so its pools. An exchange
 * never leaves its loop.
 */
final class LoopWiring implements DataServers.LoopFactory {

  private final Shared shared;
  private final GatewayConfig config;
  private final Surroundings surroundings;
  private final MemoryBudget memory = MemoryBudget.ofHeap();
  private final UserAgent userAgent;
  private final String viaPseudonym;

  /**
   * What is shared between the loops.
   *
   * @param threads where blocking work runs
   * @param profiles the credentials of the profiles
   * @param serving the profiles as requests meet them
   * @param draining whether the gateway is going
   */
  record Shared(
      GatewayConfig config,
      Surroundings surroundings,
      Vertx vertx,
      Executor threads,
      GatewayMetrics metrics,
      LiveProfiles profiles,
      Serving serving,
      Draining draining,
      Supplier<Catalog> catalog) {}

  LoopWiring(Shared shared) {
    this.shared = shared;
    this.config = shared.config();
    this.surroundings = shared.surroundings();
    this.userAgent = surroundings.userAgent();
    this.viaPseudonym = "lakegate-" + Long.toHexString(surroundings.random().nextLong() >>> 16);
  }

  @Override
  public DataServers.HandlerFactory create(Context context) {
    Pipeline pipeline = pipeline(context);
    StageChain chain = pipeline.chain();
    return entrance ->
        new DataServers.Handlers(
            new ExchangeHandler(
                chain,
                entrance,
                context,
                config.forward().clientIdleTimeout(),
                surroundings.random()),
            new InvalidExchanges(pipeline.observe(), entrance, surroundings.random()));
  }

  private Pipeline pipeline(Context loop) {
    ForwardConfig forward = config.forward();
    DataPaths dataPaths = new DataPaths(forward.dataPaths());
    AuthorizeStage authorize = new AuthorizeStage(shared.vertx(), shared.profiles()::sourceOf);
    OriginStages origin =
        new OriginStages(
            new PolicyStage(Policy.OPEN),
            new RetryStage(shared.serving().retryRules(), idempotencyTokens(), authorize),
            new WholeBodyStage(shared.vertx(), memory),
            new AdmissionStage(shared.vertx(), shared.serving().limiters()),
            authorize,
            new ForwardStage(shared.vertx(), sizes(config), userAgent, viaPseudonym));
    return new Pipeline(
        new ObserveStage(
            shared.metrics(),
            new ExchangeLog(),
            () -> shared.serving().now().defaultName(),
            surroundings.clock()),
        new ProblemStage(),
        new GuardStage(
            hosts(config),
            new BrowserRules(BrowserRules.Kind.DATA, Set.copyOf(config.guard().allowedOrigins())),
            viaPseudonym),
        new RouteStage(
            shared.serving()::now,
            dataPaths,
            endpoints(
                new Conversations(
                    origin.chain(), loop, shared.threads(), shared.draining(), memory),
                dataPaths)),
        origin);
  }

  /** What the gateway answers itself on the data listener. */
  private List<LocalEndpoint> endpoints(Conversations conversations, DataPaths dataPaths) {
    return List.of(
        new WellKnownDocuments(),
        new CatalogEndpoint(shared.catalog()),
        new AllPagesEndpoint(conversations, shared.catalog(), dataPaths, shared.metrics()),
        new WaitEndpoint(
            conversations,
            shared.catalog(),
            dataPaths,
            shared.serving().polls(),
            new WaitEndpoint.Surroundings(surroundings.clock(), surroundings.random())));
  }

  private IdempotencyTokens idempotencyTokens() {
    return new IdempotencyTokens(
        (method, path) -> IdempotencyFields.documented(shared.catalog().get()).of(method, path),
        () -> UUID.randomUUID().toString());
  }

  /** The names by which clients may call. */
  static HostAllowlist hosts(GatewayConfig config) {
    return new HostAllowlist(config.guard().allowedHosts());
  }

  /** The sizes of heads, and what else holds for connections. */
  static ConnectionLimits sizes(GatewayConfig config) {
    ForwardConfig forward = config.forward();
    return new ConnectionLimits(
        forward.maxRequestLine().intBytes(),
        forward.maxHeaderSize().intBytes(),
        forward.maxOriginConnections(),
        forward.clientIdleTimeout());
  }
}
