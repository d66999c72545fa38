package io.lakegate.sandbox.faults;

import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.http.HttpMethod;

/**
 * Sets, shows and clears faults at {@code /sandbox/faults}.
 *
 * <p>A rule is a JSON object: {@code path} (see below) and, where it concerns only one, {@code
 * method}; what is done, one of {@code status} (with {@code body}, a text or JSON), {@code reset:
 * true} and {@code truncate: N} bytes of the body, each with or without {@code delay} ({@code
 * "500ms"}) and {@code headers}; {@code skip}, how many requests pass before (0); {@code times} (1,
 * or {@code "always"}); {@code after: true} to process the request first, so that the change is
 * made and its answer is lost, or with {@code status} another, after the delay.
 *
 * <p>{@code path} is a path with all paths below it, a glob ({@code *} within a segment, {@code **}
 * across), or {@code regex:…}. Requests to the token endpoints are concerned like any other; those
 * under {@code /sandbox/} are not.
 */
public final class FaultApi implements Api {
  private final FaultBook book;

  /** Creates the API over a book of rules. */
  public FaultApi(FaultBook book) {
    this.book = book;
  }

  @Override
  public void register(Routes routes) {
    routes
        .post("/sandbox/faults", (call, body) -> book.add(FaultReader.read(body)))
        .get("/sandbox/faults", (call, body) -> Json.object().set("faults", book.list()))
        .stream(
            HttpMethod.DELETE,
            "/sandbox/faults",
            call -> {
              book.clear();
              return call.answer().json(200, Json.object());
            });
  }
}
