package io.lakegate.sandbox;

import io.lakegate.sandbox.auth.AuthApi;
import io.lakegate.sandbox.auth.Authenticator;
import io.lakegate.sandbox.auth.Tokens;
import io.lakegate.sandbox.clusters.ClusterApi;
import io.lakegate.sandbox.clusters.ClusterTimes;
import io.lakegate.sandbox.faults.FaultApi;
import io.lakegate.sandbox.faults.FaultBook;
import io.lakegate.sandbox.files.FileApi;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.Dispatcher;
import io.lakegate.sandbox.http.Routes;
import io.lakegate.sandbox.http.Traffic;
import io.lakegate.sandbox.jobs.JobApi;
import io.lakegate.sandbox.jobs.RunTimes;
import io.lakegate.sandbox.limit.RateLimit;
import io.lakegate.sandbox.lists.ListApi;
import io.lakegate.sandbox.load.LoadApi;
import io.lakegate.sandbox.scim.ScimApi;
import io.lakegate.sandbox.serving.ServingApi;
import io.lakegate.sandbox.steering.Steering;
import io.lakegate.sandbox.steering.SteeringApi;
import io.lakegate.sandbox.steering.SteeringTable;
import io.lakegate.sandbox.waits.WaitApi;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One life of the sandbox, from a start or a reset on: all of its state, wired by hand. */
final class Workspace {
  private final Traffic traffic = new Traffic();
  private final Steering steering = new Steering(SteeringTable.read());
  private final List<Api> apis;
  private final Dispatcher dispatcher;

  Workspace(Vertx vertx, SandboxConfig config, URI url, Supplier<Future<Void>> reset) {
    RandomGenerator random = new SecureRandom();
    SandboxConfig.Access access = config.access();
    Tokens tokens = new Tokens(access.tokenLifetime(), config.clock(), random);
    Authenticator authenticator = new Authenticator(access.tokens(), tokens);
    FaultBook faults = new FaultBook();
    SandboxConfig.Timings timings = config.timings();
    RateLimit limit = new RateLimit(config.requestsPerSecond(), config.clock());
    AuthApi.Host host =
        new AuthApi.Host(url, config.identity().workspaceId(), config.identity().accountId());
    ListApi lists = new ListApi();
    apis =
        List.of(
            new ControlApi(this::counters, reset),
            new AuthApi(host, access.clientId(), access.clientSecret(), tokens),
            new ScimApi(),
            new ClusterApi(
                config.clock(),
                new ClusterTimes(timings.clusterStart(), timings.clusterStop()),
                steering,
                random),
            new JobApi(config.clock(), runTimes(timings), steering, config.jobs(), url),
            new FileApi(vertx, config.clock()),
            new ServingApi(vertx, config.clock(), timings.streamInterval()),
            new WaitApi(steering, config.clock(), timings.operation(), lists::statementResult),
            lists,
            new SteeringApi(steering),
            new LoadApi(),
            new FaultApi(faults));
    Routes routes = new Routes();
    apis.forEach(api -> api.register(routes));
    dispatcher =
        new Dispatcher(
            vertx,
            routes,
            new Dispatcher.Surroundings(
                faults,
                request -> admit(authenticator, limit, request),
                traffic,
                config.identity().workspaceId(),
                random));
  }

  void handle(HttpServerRequest request) {
    dispatcher.handle(request);
  }

  SandboxCounters counters() {
    Map<String, Long> requests = traffic.requests();
    return new SandboxCounters(
        requests,
        steering.begun(),
        tokenRequests(requests),
        traffic.open(),
        traffic.aborted(),
        traffic.bytesReceived(),
        traffic.bytesSent());
  }

  Future<Void> close() {
    return Future.join(apis.stream().map(Api::close).toList()).mapEmpty();
  }

  private static String admit(
      Authenticator authenticator, RateLimit limit, HttpServerRequest request) {
    String principal =
        authenticator.principal(Optional.ofNullable(request.getHeader("Authorization")).orElse(""));
    limit.take();
    return principal;
  }

  private static RunTimes runTimes(SandboxConfig.Timings timings) {
    return new RunTimes(
        timings.runQueued(), timings.runPending(), timings.runRunning(), timings.runStopping());
  }

  private static long tokenRequests(Map<String, Long> requests) {
    return requests.entrySet().stream()
        .filter(entry -> entry.getKey().matches("POST /oidc/(accounts/[^/]+/)?v1/token"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
