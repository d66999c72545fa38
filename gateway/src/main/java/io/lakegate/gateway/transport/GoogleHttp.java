package io.lakegate.gateway.transport;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.HeaderField;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Our transport as Google's library knows one, so that it opens no connection of its own. It
 * remembers how the last request ended, which the library tells in words only.
 *
 * <p><b>Threading:</b> one question to the library at a time.
 */
final class GoogleHttp extends HttpTransport {

  /** The limit of one attempt at any other token issuer. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final io.lakegate.sdk.http.HttpTransport transport;
  private End last = new End.None();

  GoogleHttp(io.lakegate.sdk.http.HttpTransport transport) {
    this.transport = transport;
  }

  /** How the last request ended. */
  End last() {
    return last;
  }

  @Override
  protected LowLevelHttpRequest buildRequest(String method, String url) {
    return new Request(method, URI.create(url));
  }

  /** How a request ended. */
  sealed interface End {

    /** There was none. */
    record None() implements End {}

    /** With an answer. */
    record Answered(URI uri, ApiResponse response) implements End {}

    /** Without one. */
    record Lost(URI uri, TransportException failure) implements End {}
  }

  private final class Request extends LowLevelHttpRequest {

    private final String method;
    private final URI uri;
    private final List<HeaderField> headers = new ArrayList<>();

    Request(String method, URI uri) {
      this.method = method;
      this.uri = uri;
    }

    /** Answers come as they are; a compressed one could not be quoted. */
    @Override
    public void addHeader(String name, String value) {
      if (!name.equalsIgnoreCase("Accept-Encoding")) {
        headers.add(new HeaderField(name, value));
      }
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (getStreamingContent() != null) {
        headers.add(new HeaderField("Content-Type", getContentType()));
        getStreamingContent().writeTo(body);
      }
      ApiRequest request = new ApiRequest(method, uri, headers, body.toByteArray(), LIMIT);
      try {
        ApiResponse response = transport.send(request);
        last = new End.Answered(uri, response);
        return new Response(response);
      } catch (TransportException e) {
        last = new End.Lost(uri, e);
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private static final class Response extends LowLevelHttpResponse {

    private final ApiResponse response;

    Response(ApiResponse response) {
      this.response = response;
    }

    @Override
    public InputStream getContent() {
      return new ByteArrayInputStream(response.body());
    }

    @Override
    public @Nullable String getContentEncoding() {
      return response.header("Content-Encoding").orElse(null);
    }

    @Override
    public long getContentLength() {
      return response.body().length;
    }

    @Override
    public @Nullable String getContentType() {
      return response.header("Content-Type").orElse(null);
    }

    @Override
    public String getStatusLine() {
      return "HTTP/1.1 " + response.status();
    }

    @Override
    public int getStatusCode() {
      return response.status();
    }

    @Override
    public @Nullable String getReasonPhrase() {
      return null;
    }

    @Override
    public int getHeaderCount() {
      return response.headers().size();
    }

    @Override
    public String getHeaderName(int index) {
      return response.headers().get(index).name();
    }

    @Override
    public String getHeaderValue(int index) {
      return response.headers().get(index).value();
    }
  }
}
