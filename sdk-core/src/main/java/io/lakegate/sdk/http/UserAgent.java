package io.lakegate.sdk.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How we name ourselves to those we call: pairs of name and version between spaces, composed and
 * validated as Databricks' Python SDK does.
 *
 * <p>Threading: safe for use by many threads.
 */
public final class UserAgent {

  private static final String PRODUCT = "lakegate";
  private static final String UNKNOWN_CLIENT = "unknown/0.0.0";
  private static final int MAX_LENGTH = 4096;
  private static final long CACHED_VALUES = 256;
  private static final String ALLOWED =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.+-";
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z_.+-]+");

  private final String ownPair = PRODUCT + "/" + LakegateVersion.current();
  private final String beforeAuth;
  private final List<String> extras;
  private final String afterAuth;
  private final Cache<Forwarded, String> forwarded =
      Caffeine.newBuilder().maximumSize(CACHED_VALUES).executor(Runnable::run).build();

  private UserAgent(String beforeAuth, List<String> extras, String afterAuth) {
    this.beforeAuth = beforeAuth;
    this.extras = extras;
    this.afterAuth = afterAuth;
  }

  /**
   * Creates the name for this process.
   *
   * @param environment the variables of the process, null where unset
   * @param javaVersion such as {@code 25.0.1}
   * @param os such as {@code Linux}
   */
  public static UserAgent create(
      Function<String, @Nullable String> environment, String javaVersion, String os) {
    String jvm = "jvm/" + sanitise(javaVersion);
    return new UserAgent(
        jvm + " os/" + osName(os), List.of(), UserAgentEnvironment.pairs(environment));
  }

  /**
   * Returns this name with the pair {@code partner/NAME} at the end of its extra pairs.
   *
   * @throws IllegalArgumentException if the name holds a character other than letters, digits and
   *     {@code _.+-}
   */
  public UserAgent withPartner(String name) {
    return withExtra("partner", name);
  }

  /**
   * Returns this name with one more extra pair; one that is there already is not doubled.
   *
   * @throws IllegalArgumentException if either part holds a character other than letters, digits
   *     and {@code _.+-}
   */
  public UserAgent withExtra(String key, String value) {
    String pair = checked(key) + "/" + checked(value);
    List<String> more = Stream.concat(extras.stream(), Stream.of(pair)).distinct().toList();
    return new UserAgent(beforeAuth, more, afterAuth);
  }

  /** Returns the value for a call of our own, such as a token request. */
  public String forOwnCalls(String authType) {
    String auth = "auth/" + sanitise(authType);
    return Stream.of(Stream.of(ownPair, beforeAuth, auth), extras.stream(), Stream.of(afterAuth))
        .flatMap(Function.identity())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /**
   * Returns the value for a client's call: the client's own, its first {@code auth/…} rewritten to
   * the type that we used and any further one left out, and our pair once, at the end. Line breaks
   * and other control characters are dropped, and what is over 4 KiB is cut off before our pair.
   *
   * @param clientUserAgent what the client sent; if nothing, {@code unknown/0.0.0} stands for it
   * @param authType the authentication type that we used
   */
  public String forForwarded(Optional<String> clientUserAgent, String authType) {
    Forwarded key = new Forwarded(clientUserAgent.orElse(""), authType);
    return forwarded.get(key, this::compose);
  }

  private String compose(Forwarded key) {
    String auth = "auth/" + sanitise(key.authType());
    StringBuilder client = new StringBuilder();
    boolean told = false;
    for (String part : words(key.clientUserAgent())) {
      boolean authPair = part.startsWith("auth/");
      if (!part.startsWith(PRODUCT + "/") && !(authPair && told)) {
        client.append(authPair ? auth : part).append(' ');
      }
      told |= authPair;
    }
    int room = MAX_LENGTH - ownPair.length() - 1;
    String kept = client.substring(0, Math.min(client.length(), room)).strip();
    return (kept.isEmpty() ? UNKNOWN_CLIENT : kept) + " " + ownPair;
  }

  private static List<String> words(String text) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 2 * MAX_LENGTH); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t') {
        printable.append(' ');
      } else if (!Character.isISOControl(c)) {
        printable.append(c);
      }
    }
    return Stream.of(printable.toString().split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** Replaces each character that a pair may not hold by a dash. */
  static String sanitise(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      clean.append(ALLOWED.indexOf(text.charAt(i)) >= 0 ? text.charAt(i) : '-');
    }
    return clean.toString();
  }

  private static String checked(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a part of a user agent may hold letters, digits and _.+- only, got: " + text);
    }
    return text;
  }

  private static String osName(String os) {
    String lower = os.toLowerCase(Locale.ROOT);
    if (lower.startsWith("mac") || lower.startsWith("darwin")) {
      return "darwin";
    }
    if (lower.startsWith("windows")) {
      return "windows";
    }
    return lower.startsWith("linux") ? "linux" : "unknown";
  }

  private record Forwarded(String clientUserAgent, String authType) {}
}
