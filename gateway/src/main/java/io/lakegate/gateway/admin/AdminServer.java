package io.lakegate.gateway.admin;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.guard.BrowserRules;
import io.lakegate.gateway.guard.HostAllowlist;
import io.lakegate.gateway.guard.RequestTargets;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.gateway.problem.InvalidRequests;
import io.lakegate.gateway.problem.ProblemMapper;
import io.lakegate.gateway.problem.ProblemResponses;
import io.lakegate.gateway.problem.RequestDecoder;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Answers probes and metrics. None of it needs the origin, and nothing of it is secret.
 *
 * <p>The admin listener is guarded like the data listener. The health listener is for a kubelet or
 * a scraper: it knows four paths and does not look at the Host.
 */
public final class AdminServer {

  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private static final HeaderField NO_STORE = new HeaderField("Cache-Control", "no-store");

  private final Health health;
  private final GatewayMetrics metrics;

  /** Creates the answers. */
  public AdminServer(Health health, GatewayMetrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /** An unbound server for the health listener. */
  public HttpServer health(Vertx vertx) {
    return server(vertx, _ -> {});
  }

  /** An unbound server for the admin listener. */
  public HttpServer admin(Vertx vertx, HostAllowlist hosts, Set<String> allowedOrigins) {
    BrowserRules browsers = new BrowserRules(BrowserRules.Kind.ADMIN, allowedOrigins);
    return server(
        vertx,
        request -> {
          hosts.check(request.headers());
          browsers.check(
              request.headers(), Objects.requireNonNullElse(request.getHeader("host"), ""));
        });
  }

  private HttpServer server(Vertx vertx, Consumer<HttpServerRequest> guard) {
    return vertx
        .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
        .connectionHandler(
            connection -> RequestDecoder.install(connection, new Http1ServerConfig()))
        .invalidRequestHandler(new InvalidRequests())
        .requestHandler(guarded(guard));
  }

  private Handler<HttpServerRequest> guarded(Consumer<HttpServerRequest> guard) {
    return request -> {
      try {
        RequestTargets.check(request.method(), request.uri());
        guard.accept(request);
        route(request);
      } catch (GatewayException e) {
        ProblemResponses.write(request, ProblemMapper.answer(e));
      }
    };
  }

  private void route(HttpServerRequest request) {
    switch (RawQuery.pathOf(request.uri())) {
      case "/livez" -> answer(request, 200, PLAIN, "ok\n");
      case "/startupz" -> probe(request, health.isStarted() ? List.of() : List.of("starting"));
      case "/readyz" -> probe(request, health.missing());
      case "/metrics" -> answer(request, 200, PROMETHEUS, metrics.scrape());
      default ->
          throw new GatewayException(
              ProblemCode.NOT_A_GATEWAY_PATH,
              "This listener serves /livez, /readyz, /startupz and /metrics. Calls to Databricks go"
                  + " to the data listener.");
    }
  }

  private static void probe(HttpServerRequest request, List<String> missing) {
    if (missing.isEmpty()) {
      answer(request, 200, PLAIN, "ok\n");
    } else {
      answer(request, 503, PLAIN, String.join("\n", missing) + "\n");
    }
  }

  private static void answer(HttpServerRequest request, int status, String type, String body) {
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      throw new GatewayException(ProblemCode.METHOD_NOT_ALLOWED, "This path answers GET only.");
    }
    List<HeaderField> fields = List.of(new HeaderField("Content-Type", type), NO_STORE);
    ProblemResponses.write(request, OriginResponse.made(status, fields, Buffer.buffer(body)));
  }
}
