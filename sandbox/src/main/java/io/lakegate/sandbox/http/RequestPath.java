package io.lakegate.sandbox.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths of requests: their segments, and the API version in the second one. */
final class RequestPath {
  /** In place of a version, so that one template serves all of them. */
  static final String ANY_VERSION = "*";

  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  private RequestPath() {}

  /** Returns the raw path of a request, empty where its target has none. */
  static String of(HttpServerRequest request) {
    return Optional.ofNullable(request.path()).orElse("");
  }

  /** Splits a path at its slashes; empty segments, of doubled or trailing slashes, are dropped. */
  static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : path.split("/")) {
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }

  /** Returns the segments with the version of {@code /api/N.N/…} replaced by the wildcard. */
  static List<String> versionless(String path) {
    List<String> segments = segments(path);
    if (hasVersion(segments)) {
      segments.set(1, ANY_VERSION);
    }
    return segments;
  }

  /** Returns ten times the API version, 21 for 2.1; 20 where the path has none. */
  static int version(String path) {
    List<String> segments = segments(path);
    if (!hasVersion(segments)) {
      return 20;
    }
    Matcher matcher = VERSION.matcher(segments.get(1));
    return matcher.matches()
        ? Integer.parseInt(matcher.group(1)) * 10 + Integer.parseInt(matcher.group(2))
        : 20;
  }

  /**
   * Decodes the percent-escapes of a path or a part of one; a plus sign stays what it is.
   *
   * @throws ApiProblem when an escape is broken
   */
  static String decode(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("The path has a broken percent-escape");
    }
  }

  private static boolean hasVersion(List<String> segments) {
    return segments.size() > 2
        && segments.getFirst().equals("api")
        && VERSION.matcher(segments.get(1)).matches();
  }
}
