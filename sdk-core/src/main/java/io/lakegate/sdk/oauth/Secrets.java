package io.lakegate.sdk.oauth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Takes out of an issuer's words what it was sent, and whatever else looks like a token. */
final class Secrets {

  private static final String MASK = "***";
  private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}[A-Za-z0-9_.%-]*");

  private Secrets() {}

  static String masked(String text, List<String> secrets) {
    String masked = text;
    for (String secret : secrets) {
      masked =
          masked
              .replace(secret, MASK)
              .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK);
    }
    return JWT.matcher(masked).replaceAll(MASK);
  }
}
