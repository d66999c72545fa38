package io.lakegate.sandbox.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * The way of one request: counted, disturbed where a fault says so, admitted, routed, answered.
 * Paths under {@code /sandbox/} are the sandbox's own and skip all but the last two.
 */
public final class Dispatcher implements Handler<HttpServerRequest> {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Vertx vertx;
  private final Routes routes;
  private final Surroundings surroundings;
  private final Traffic uncounted = new Traffic();

  /** Creates the way of requests through a route table. */
  public Dispatcher(Vertx vertx, Routes routes, Surroundings surroundings) {
    this.vertx = vertx;
    this.routes = routes;
    this.surroundings = surroundings;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.pause();
    String path = RequestPath.of(request);
    if (path.startsWith("/sandbox/")) {
      uncounted.opened("");
      answer(request, new Answer(vertx, request, uncounted), "");
      return;
    }
    surroundings.traffic().opened(request.method() + " " + path);
    Answer answer = new Answer(vertx, request, surroundings.traffic());
    answer.header("x-request-id", requestId());
    surroundings
        .disruptor()
        .next(request.method().name(), path)
        .ifPresentOrElse(
            fault -> disturbed(request, answer, fault), () -> admitted(request, answer));
  }

  private void disturbed(HttpServerRequest request, Answer answer, Disruption fault) {
    answer.disrupt(fault);
    if (fault.afterwards()) {
      admitted(request, answer);
    } else if (fault.delay().isPositive()) {
      long timer =
          vertx.setTimer(Answer.millis(fault.delay()), id -> begin(request, answer, fault));
      answer.onOver(() -> vertx.cancelTimer(timer));
    } else {
      begin(request, answer, fault);
    }
  }

  private void begin(HttpServerRequest request, Answer answer, Disruption fault) {
    switch (fault.action()) {
      case Disruption.Reset reset -> answer.cut();
      case Disruption.Replace replace -> finish(request, answer, answer.end());
      case Disruption.Answer plain -> admitted(request, answer);
      case Disruption.Truncate truncate -> admitted(request, answer);
    }
  }

  private void admitted(HttpServerRequest request, Answer answer) {
    String path = RequestPath.of(request);
    if (!path.startsWith("/api/") && !path.startsWith("/serving-endpoints")) {
      answer(request, answer, "");
      return;
    }
    answer.header("X-Databricks-Org-Id", Long.toString(surroundings.workspaceId()));
    try {
      answer(request, answer, surroundings.gate().admit(request));
    } catch (ApiProblem problem) {
      finish(request, answer, Future.failedFuture(problem));
    }
  }

  private void answer(HttpServerRequest request, Answer answer, String principal) {
    finish(
        request, answer, Future.succeededFuture().compose(go -> run(request, answer, principal)));
  }

  private Future<Void> run(HttpServerRequest request, Answer answer, String principal) {
    String path = RequestPath.of(request);
    Routes.Match match =
        routes.find(request).orElseThrow(() -> noSuchApi(request.method() + " " + path));
    return match.endpoint().handle(new Call(request, answer, principal, match.values()));
  }

  private void finish(HttpServerRequest request, Answer answer, Future<Void> handled) {
    handled.onFailure(failure -> fail(answer, failure)).onComplete(done -> discardRest(request));
  }

  private static void fail(Answer answer, Throwable failure) {
    boolean clientLeft = failure instanceof HttpClosedException;
    if (clientLeft || !answer.open()) {
      return;
    }
    if (answer.started()) {
      LOG.log(System.Logger.Level.WARNING, "An answer broke off", failure);
      answer.cut();
      return;
    }
    ApiProblem problem = failure instanceof ApiProblem known ? known : unexpected(failure);
    problem.headers().forEach(answer::header);
    answer.json(problem.status(), problem.body());
  }

  private static ApiProblem unexpected(Throwable failure) {
    LOG.log(System.Logger.Level.ERROR, "An endpoint failed", failure);
    return ApiProblem.of(500, "INTERNAL_ERROR", "The sandbox failed; its log says why");
  }

  /** A body that nobody read would block the connection's next request. */
  private static void discardRest(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.handler(chunk -> {}).resume();
    }
  }

  private static ApiProblem noSuchApi(String methodAndPath) {
    return ApiProblem.of(404, "ENDPOINT_NOT_FOUND", "No API found for '" + methodAndPath + "'");
  }

  private String requestId() {
    return HexFormat.of().toHexDigits(surroundings.random().nextLong());
  }

  /**
   * What surrounds every request.
   *
   * @param disruptor decides which exchanges are disturbed
   * @param gate decides who is let in
   * @param traffic counts
   * @param workspaceId the id that answers carry
   * @param random the source of request ids
   */
  public record Surroundings(
      Disruptor disruptor, Gate gate, Traffic traffic, long workspaceId, RandomGenerator random) {}
}
