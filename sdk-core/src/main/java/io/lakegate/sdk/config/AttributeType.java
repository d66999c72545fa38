package io.lakegate.sdk.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the text of an attribute is read, and into which canonical text. */
public enum AttributeType {
  /** Any text. */
  TEXT("a text") {
    @Override
    Optional<String> canonical(String text) {
      return Optional.of(text);
    }
  },
  /** One of the words that Go's {@code strconv.ParseBool} takes. */
  BOOLEAN("true or false (also 1, 0, t, f)") {
    @Override
    Optional<String> canonical(String text) {
      return switch (text) {
        case "1", "t", "T", "true", "TRUE", "True" -> Optional.of("true");
        case "0", "f", "F", "false", "FALSE", "False" -> Optional.of("false");
        default -> Optional.empty();
      };
    }
  },
  /** A whole number. */
  INTEGER("a whole number") {
    @Override
    Optional<String> canonical(String text) {
      try {
        return Optional.of(Long.toString(Long.parseLong(text)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  },
  /** A number that may have a fraction. */
  NUMBER("a number") {
    @Override
    Optional<String> canonical(String text) {
      try {
        BigDecimal number = new BigDecimal(text);
        boolean sane =
            number.precision() <= MAX_DIGITS
                && number.scale() <= MAX_DIGITS
                && number.scale() >= -MAX_DIGITS;
        return sane ? Optional.of(number.toPlainString()) : Optional.empty();
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  },
  /** An absolute http or https address, without a user's name or password in it. */
  URL("an http or https address") {
    @Override
    Optional<String> canonical(String text) {
      try {
        URI uri = new URI(text);
        String scheme = uri.getScheme();
        boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        boolean named = uri.getHost() != null && uri.getRawUserInfo() == null;
        return web && named ? Optional.of(text) : Optional.empty();
      } catch (URISyntaxException e) {
        return Optional.empty();
      }
    }
  },
  /** Words between commas or spaces; sorted and each once. */
  LIST("a list of words between commas") {
    @Override
    Optional<String> canonical(String text) {
      Set<String> words = new TreeSet<>();
      for (String word : text.split("[,\\s]+")) {
        if (!word.isEmpty()) {
          words.add(word);
        }
      }
      return Optional.of(String.join(",", words));
    }
  },
  /** The name of a {@link Cloud}. */
  CLOUD("AWS, AZURE or GCP") {
    @Override
    Optional<String> canonical(String text) {
      String upper = text.toUpperCase(Locale.ROOT);
      for (Cloud cloud : Cloud.values()) {
        if (cloud.name().equals(upper)) {
          return Optional.of(upper);
        }
      }
      return Optional.empty();
    }
  },
  /** The name of an {@link AzureEnvironment}. */
  AZURE_ENVIRONMENT("PUBLIC, USGOVERNMENT, CHINA or GERMAN") {
    @Override
    Optional<String> canonical(String text) {
      return AzureEnvironment.named(text).map(AzureEnvironment::name);
    }
  };

  private static final int MAX_DIGITS = 18;

  private final String expected;

  AttributeType(String expected) {
    this.expected = expected;
  }

  /** Returns what is expected, in words that complete "expected …". */
  public String expected() {
    return expected;
  }

  /** Returns the canonical form of a text, or empty if it is not of this type. */
  abstract Optional<String> canonical(String text);
}
