package io.lakegate.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakegate.sdk.error.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A profile file gives profiles, or problems that repeat no secret. */
final class ProfileFileFuzzTest {

  /** Shorter ones may stand in a message by chance. */
  private static final int LEAST_SECRET = 8;

  private static final Set<String> SECRET_KEYS =
      Arrays.stream(Attribute.values())
          .filter(Attribute::sensitive)
          .flatMap(attribute -> attribute.keys().stream())
          .collect(Collectors.toUnmodifiableSet());

  @DictionaryEntries({
    "[prod]",
    "[DEFAULT]",
    "[__settings__]",
    "default_profile = ",
    "host = https://",
    "token = ",
    "client_secret = ",
    "oauth_browser_auth_timeout = ",
    "http_timeout_seconds = ",
    "scopes = ",
    "auth_type = ",
    "cloud = ",
    "skip_verify = ",
    "\"\"\"",
    "`",
    "\\",
    " #",
    "?o=",
    "@",
    "1e9999999999"
  })
  @FuzzTest(maxDuration = "5m")
  void resolve_anyText_givesProfilesOrProblemsWithoutSecrets(byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    ConfigResolver resolver =
        new ConfigResolver(Map.<String, String>of()::get, _ -> Optional.of(text));
    List<String> secrets = secrets(text);
    for (String name : names(resolver)) {
      try {
        resolver.resolveIsolated(name, Map.of());
      } catch (ConfigException e) {
        assertThat(e.problems()).isNotEmpty();
        for (String secret : secrets) {
          assertThat(e.getMessage()).doesNotContain(secret);
        }
      }
    }
  }

  private static List<String> names(ConfigResolver resolver) {
    try {
      return resolver.profileNames();
    } catch (ConfigException e) {
      assertThat(e.getMessage()).contains("cannot parse config file");
      return List.of();
    }
  }

  /** The values of secret keys that stand nowhere else in the file. */
  private static List<String> secrets(String text) {
    try {
      Collection<Map<String, String>> sections =
          new ProfileFileParser("", text).parse().sections().values();
      return sections.stream()
          .flatMap(section -> section.entrySet().stream())
          .filter(entry -> SECRET_KEYS.contains(entry.getKey()))
          .map(Map.Entry::getValue)
          .filter(value -> value.length() >= LEAST_SECRET)
          .filter(value -> text.indexOf(value) == text.lastIndexOf(value))
          .toList();
    } catch (ProfileFileParser.SyntaxException e) {
      return List.of();
    }
  }
}
