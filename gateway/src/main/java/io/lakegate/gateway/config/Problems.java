package io.lakegate.gateway.config;

import io.lakegate.sdk.spelling.Printable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong, so that all of it is reported at once. */
final class Problems {

  private static final int LONGEST_SHOWN = 80;

  private final List<ConfigProblem> found = new ArrayList<>();

  void add(String key, String source, String message) {
    found.add(new ConfigProblem(Printable.text(key), Printable.text(source), message));
  }

  int count() {
    return found.size();
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new InvalidConfigException(found);
    }
  }

  /** A value in quotes, cut and escaped so that it stays one short line on a terminal. */
  static String quoted(String value) {
    var shown = Printable.text(value);
    return "\""
        + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown)
        + "\"";
  }

  /** A name that nothing is known of, with the one that was most likely meant. */
  static String unknown(String what, Optional<String> nearest) {
    return "unknown "
        + what
        + nearest
            .map(name -> "; the nearest known one is " + name)
            .orElse("; config/lakegate.yaml shows all that are known");
  }

  /** Why a file could not be read, in words. */
  static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "it is not UTF-8 text";
      default -> Printable.text(String.valueOf(failure.getMessage()));
    };
  }
}
