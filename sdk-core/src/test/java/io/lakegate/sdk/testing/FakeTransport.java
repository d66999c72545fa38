package io.lakegate.sdk.testing;

import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.HttpTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A network that gives the answers it was told, in order, and remembers what was sent. What hosts
 * tell of themselves stands apart: they are asked before anything else, and mostly tell nothing.
 */
public final class FakeTransport implements HttpTransport {

  private final Queue<Supplier<ApiResponse>> answers = new ArrayDeque<>();
  private final List<ApiRequest> requests = new ArrayList<>();
  private final List<ApiRequest> questions = new ArrayList<>();
  private Supplier<ApiResponse> metadata = () -> new ApiResponse(404, List.of(), new byte[0]);

  /** Adds an answer with a body and no fields. */
  public FakeTransport answer(int status, String body) {
    return answer(status, body, List.of());
  }

  /** Adds an answer. */
  public FakeTransport answer(int status, String body, List<HeaderField> headers) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answers.add(() -> new ApiResponse(status, headers, bytes));
    return this;
  }

  /** Lets every host tell this of itself. */
  public FakeTransport metadata(int status, String body) {
    metadata = () -> new ApiResponse(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Lets every host fail when it is asked what it is. */
  public FakeTransport noMetadata(TransportException.Phase phase) {
    metadata =
        () -> {
          throw new TransportException(phase, false, "broken in " + phase, null);
        };
    return this;
  }

  /** Adds a failure. */
  public FakeTransport fail(TransportException.Phase phase) {
    answers.add(
        () -> {
          boolean sent = phase == TransportException.Phase.RECEIVE;
          throw new TransportException(phase, sent, "broken in " + phase, null);
        });
    return this;
  }

  @Override
  public synchronized ApiResponse send(ApiRequest request) {
    if (request.uri().getPath().equals("/.well-known/databricks-config")) {
      questions.add(request);
      return metadata.get();
    }
    requests.add(request);
    Supplier<ApiResponse> answer = answers.poll();
    if (answer == null) {
      throw new AssertionError("no answer is left for " + request);
    }
    return answer.get();
  }

  /** Returns how hosts were asked what they are. */
  public synchronized List<ApiRequest> questions() {
    return List.copyOf(questions);
  }

  /** Returns what was sent, in order. */
  public synchronized List<ApiRequest> requests() {
    return List.copyOf(requests);
  }

  /** Returns the first value of a field of a request. */
  public static String header(ApiRequest request, String name) {
    return request.headers().stream()
        .filter(field -> field.name().equals(name))
        .map(HeaderField::value)
        .findFirst()
        .orElse("");
  }

  /** Returns the body of a request as text. */
  public static String body(ApiRequest request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }
}
