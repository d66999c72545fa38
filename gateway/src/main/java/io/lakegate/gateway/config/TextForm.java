package io.lakegate.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms a plain text value may have to follow. */
enum TextForm {
  /** A profile's name; it also travels in a path segment and a header field. */
  PROFILE(
      "PROFILE",
      "a profile name: visible ASCII characters and inner spaces, without / or ,"
          + " (the name __settings__ is reserved)") {
    @Override
    Optional<String> normal(String text) {
      // The reserved section of .databrickscfg holds settings, not credentials.
      return Optional.of(text)
          .filter(name -> PROFILE_NAME.matcher(name).matches() && !name.equals("__settings__"));
    }
  },
  /** A name for the {@code Host} field. */
  HOST("HOST", "a host name or address without scheme, port or wildcard, such as gateway.local") {
    @Override
    Optional<String> normal(String text) {
      return Optional.of(text.toLowerCase(Locale.ROOT))
          .filter(host -> HOST_NAME.matcher(host).matches());
    }
  },
  /** A browser's origin, as in the {@code Origin} field (RFC 6454, section 7). */
  ORIGIN("ORIGIN", "an origin such as http://localhost:3000, without path or wildcard") {
    @Override
    Optional<String> normal(String text) {
      return Optional.of(text.toLowerCase(Locale.ROOT)).filter(TextForm::isOrigin);
    }
  },
  /** A path and everything below it. */
  PATH("PATH", "a path such as /api or /api/**, without query or dot segments") {
    @Override
    Optional<String> normal(String text) {
      var path = text.endsWith("/**") ? text.substring(0, text.length() - 3) : text;
      var plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
      return Optional.of(plain).filter(prefix -> PATH_PREFIX.matcher(prefix).matches());
    }
  },
  /** A folder of the file system. */
  FOLDER("FOLDER", "the path of a folder") {
    @Override
    Optional<String> normal(String text) {
      return Optional.of(text).filter(path -> !path.isEmpty() && path.indexOf('\0') < 0);
    }
  };

  private static final Pattern PROFILE_NAME =
      Pattern.compile("[\\p{Graph}&&[^/,]](?:[\\p{Print}&&[^/,]]*[\\p{Graph}&&[^/,]])?");
  private static final Pattern HOST_NAME =
      Pattern.compile("[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?|\\[[0-9a-f:.]+]");
  private static final Pattern PATH_PREFIX =
      Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+");

  private final String placeholder;
  private final String expected;

  TextForm(String placeholder, String expected) {
    this.placeholder = placeholder;
    this.expected = expected;
  }

  /** The text as it is kept, or empty when it does not have this form. */
  abstract Optional<String> normal(String text);

  String placeholder() {
    return placeholder;
  }

  String expected() {
    return expected;
  }

  private static boolean isOrigin(String text) {
    try {
      var uri = new URI(text);
      var scheme = uri.getScheme();
      return ("http".equals(scheme) || "https".equals(scheme))
          && uri.getHost() != null
          && text.equals(scheme + "://" + uri.getRawAuthority())
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
