package io.lakegate.sdk.config;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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
  /** A time in seconds; nothing at all means the default, as for the Go SDK. */
  SECONDS("a number of seconds, from 0.001 to 2147483647, or 0 for the default") {
    @Override
    Optional<String> canonical(String text) {
      return NUMBER.canonical(text).filter(number -> isZeroOr(number, LEAST_SECONDS, MOST_SECONDS));
    }
  },
  /** A time in whole seconds, below nothing for ever; nothing at all means the default. */
  ENDLESS_SECONDS(
      "a whole number of seconds, up to 2147483647; 0 for the default, negative for no end") {
    @Override
    Optional<String> canonical(String text) {
      return INTEGER
          .canonical(text)
          .filter(number -> new BigDecimal(number).compareTo(MOST_SECONDS) <= 0);
    }
  },
  /** How often in a second; nothing at all means the default, as for the Go SDK. */
  RATE("a whole number from 1 to 1000000, or 0 for the default") {
    @Override
    Optional<String> canonical(String text) {
      return INTEGER.canonical(text).filter(number -> isZeroOr(number, BigDecimal.ONE, MOST_RATE));
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
        String authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        boolean named = !HostPort.of(uri).host().isEmpty() && authority.indexOf('@') < 0;
        return web && named ? Optional.of(text) : Optional.empty();
      } catch (URISyntaxException e) {
        return Optional.empty();
      }
    }
  },
  /** What travels in a header field. */
  FIELD("visible ASCII characters on one line") {
    @Override
    Optional<String> canonical(String text) {
      return Optional.of(text).filter(id -> VISIBLE.matcher(id).matches());
    }
  },
  /** What travels in a path. */
  SEGMENT("letters, digits, -, ., _ and ~ only") {
    @Override
    Optional<String> canonical(String text) {
      return Optional.of(text).filter(id -> PLAIN.matcher(id).matches());
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
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");
  private static final Pattern VISIBLE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");
  private static final BigDecimal LEAST_SECONDS = new BigDecimal("0.001");
  private static final BigDecimal MOST_SECONDS = new BigDecimal(Integer.MAX_VALUE);
  private static final BigDecimal MOST_RATE = new BigDecimal(1_000_000);

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

  private static boolean isZeroOr(String text, BigDecimal least, BigDecimal most) {
    BigDecimal number = new BigDecimal(text);
    return number.signum() == 0 || (number.compareTo(least) >= 0 && number.compareTo(most) <= 0);
  }
}
