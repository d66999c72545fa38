package io.lakegate.gateway.transport;

import io.lakegate.sdk.config.HostPort;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.ConnectionWords;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.HttpTransport;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Whole requests and answers, blocking, for code that runs on virtual threads. Redirects are never
 * followed: they would carry credentials elsewhere.
 *
 * <p><b>Threading:</b> any thread but an event loop.
 */
public final class VertxTransport implements HttpTransport {

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private final Vertx vertx;
  private final ReentrantLock creating = new ReentrantLock();
  private volatile @Nullable WebClient client;

  /** Creates the transport; its client is created by the first request. */
  public VertxTransport(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    HttpRequest<Buffer> call =
        client()
            .requestAbs(HttpMethod.valueOf(request.method()), request.uri().toString())
            .followRedirects(false)
            .timeout(request.timeout().toMillis());
    for (HeaderField field : request.headers()) {
      call.headers().add(field.name(), field.value());
    }
    byte[] body = request.body();
    try {
      HttpResponse<Buffer> response =
          (body.length == 0 ? call.send() : call.sendBuffer(Buffer.buffer(body)))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return answer(response);
    } catch (IllegalStateException e) {
      throw new TransportException(Phase.CONNECT, false, "the gateway is being closed", e);
    } catch (CompletionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e), request);
    }
  }

  private static ApiResponse answer(HttpResponse<Buffer> response) {
    List<HeaderField> headers =
        response.headers().entries().stream()
            .map(field -> new HeaderField(field.getKey(), field.getValue()))
            .toList();
    Buffer body = response.body();
    return new ApiResponse(
        response.statusCode(), headers, body == null ? new byte[0] : body.getBytes());
  }

  private static TransportException failure(Throwable cause, ApiRequest request) {
    String words = words(cause, request);
    return switch (cause) {
      case UnknownHostException _ -> new TransportException(Phase.DNS, false, words, cause);
      case SSLException _ ->
          new TransportException(Phase.TLS, false, "TLS could not be set up: " + words, cause);
      case ConnectException _ -> new TransportException(Phase.CONNECT, false, words, cause);
      default -> new TransportException(Phase.RECEIVE, true, words, cause);
    };
  }

  private static String words(Throwable cause, ApiRequest request) {
    URI uri = request.uri();
    String host = HostPort.of(uri).host();
    return cause instanceof TimeoutException
        ? "no answer from " + host + " within " + request.timeout().toSeconds() + " s"
        : ConnectionWords.connecting(cause, host, HostPort.portOf(uri));
  }

  private WebClient client() {
    WebClient known = client;
    if (known != null) {
      return known;
    }
    creating.lock();
    try {
      WebClient created = client;
      if (created == null) {
        created =
            WebClient.create(
                vertx,
                new WebClientOptions()
                    .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                    .setFollowRedirects(false)
                    // Several profiles may ask one issuer; what is left of an answer is nobody's.
                    .setKeepAlive(false)
                    .setUserAgentEnabled(false)
                    .setVerifyHost(true));
        client = created;
      }
      return created;
    } finally {
      creating.unlock();
    }
  }
}
