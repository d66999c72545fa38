package io.lakegate.sdk.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts as they stand in the query of an address. */
final class QueryText {

  private QueryText() {}

  /** Encodes a value; a colon and a slash may stand there as they are (RFC 3986, section 3.4). */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2F", "/");
  }
}
