package io.lakegate.sdk.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A small request of our own, held in memory. Its text form shows method and address, never the
 * query, a header or the body.
 *
 * @param method the method in upper case
 * @param uri the absolute address
 * @param headers the fields in the order in which they are sent
 * @param body the body, empty if there is none; not copied, so not to be changed
 * @param timeout how long the whole exchange may take
 */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes; requests are never compared
public record ApiRequest(
    String method, URI uri, List<HeaderField> headers, byte[] body, Duration timeout) {

  /** Copies the headers. */
  public ApiRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(uri, "uri");
    headers = List.copyOf(headers);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(timeout, "timeout");
  }

  /** Makes a GET without headers. */
  public static ApiRequest get(URI uri, Duration timeout) {
    return new ApiRequest("GET", uri, List.of(), new byte[0], timeout);
  }

  /** Makes a POST of a form, {@code application/x-www-form-urlencoded} in the map's order. */
  public static ApiRequest postForm(URI uri, Map<String, String> form, Duration timeout) {
    String text =
        form.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    HeaderField type = new HeaderField("Content-Type", "application/x-www-form-urlencoded");
    byte[] body = text.getBytes(StandardCharsets.US_ASCII);
    return new ApiRequest("POST", uri, List.of(type), body, timeout);
  }

  /** Returns this request with one more field at the end. */
  public ApiRequest withHeader(String name, String value) {
    List<HeaderField> more = new ArrayList<>(headers);
    more.add(new HeaderField(name, value));
    return new ApiRequest(method, uri, more, body, timeout);
  }

  @Override
  public String toString() {
    String authority = uri.getRawAuthority();
    return method + " " + uri.getScheme() + "://" + authority + uri.getRawPath();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
