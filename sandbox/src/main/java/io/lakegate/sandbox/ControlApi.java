package io.lakegate.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The sandbox's own doors: what it has seen, and back to the start. */
final class ControlApi implements Api {
  private final Supplier<SandboxCounters> counters;
  private final Supplier<Future<Void>> reset;

  ControlApi(Supplier<SandboxCounters> counters, Supplier<Future<Void>> reset) {
    this.counters = counters;
    this.reset = reset;
  }

  @Override
  public void register(Routes routes) {
    routes.get("/sandbox/counters", (call, body) -> json(counters.get())).stream(
        HttpMethod.POST,
        "/sandbox/reset",
        call -> reset.get().compose(done -> call.answer().json(200, Json.object())));
  }

  private static ObjectNode json(SandboxCounters seen) {
    ObjectNode json =
        Json.object()
            .put("total_requests", seen.totalRequests())
            .put("token_requests", seen.tokenRequests())
            .put("open_requests", seen.openRequests())
            .put("aborted_requests", seen.abortedRequests())
            .put("bytes_received", seen.bytesReceived())
            .put("bytes_sent", seen.bytesSent());
    ObjectNode requests = json.putObject("requests");
    new TreeMap<>(seen.requests()).forEach(requests::put);
    ObjectNode operations = json.putObject("operations");
    new TreeMap<>(seen.operations()).forEach(operations::put);
    return json;
  }
}
