package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.Arguments;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.AttributeType;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.Resolution;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever mix of environment, file and arguments there is, the outcome is a choice or an error
 * that names every problem; never another exception, and never a secret.
 */
final class AnyMixTest {

  private static final int MIXES = 400;
  private static final List<String> HOSTS =
      List.of(
          "https://h",
          "h/",
          "https://adb-1.2.azuredatabricks.net",
          "ftp://h",
          "https://u:p@h",
          "https://accounts.cloud.databricks.com",
          "https://1.2.gcp.databricks.com",
          "http://h",
          "https://:443",
          "::",
          "https://h:99999",
          "https://h/?o=1&a=b",
          " ",
          "https://[::1");

  private static final List<String> WORDS =
      List.of("true", "no", "1", "x y", "https://x/d", "AZURE", "PUBLIC", "-5", "1e9", "ünï", "#");

  static LongStream seeds() {
    return LongStream.range(0, MIXES);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void explain_anyMix_choiceOrEveryProblemAndNoSecret(long seed) {
    Mix mix = Mix.of(new SplittableRandom(seed));
    ConfigResolver resolver =
        new ConfigResolver(mix.environment()::get, path -> Optional.of(mix.file()));
    Resolution resolution = resolver.explain(Arguments.named(mix.arguments(), "").values());

    StringBuilder told = new StringBuilder(resolution.toString()).append(resolution.config());
    if (resolution.problems().isEmpty()) {
      Selection selection =
          CredentialChain.standard().select(resolution.config(), context(mix.environment()));
      assertThat(selection.authType().isPresent()).isNotEqualTo(selection.error().isPresent());
      assertThat(selection.tried()).hasSize(CredentialChain.standard().providers().size());
      selection
          .error()
          .ifPresent(error -> assertThat(error).startsWith("default auth: ").isNotBlank());
      told.append(selection.error()).append(selection.tried());
    } else {
      ConfigException failure = new ConfigException(resolution.problems(), resolution.context());
      String message = String.valueOf(failure.getMessage());
      resolution
          .problems()
          .forEach(
              problem -> {
                assertThat(message).contains(problem.message());
                assertThat(Attribute.named(problem.subject())).isPresent();
              });
      told.append(message);
    }
    assertThat(told.toString()).doesNotContain("canary");
  }

  private static CredentialContext context(Map<String, String> environment) {
    MutableClock clock = new MutableClock();
    return new CredentialContext(
        new FakeTransport(),
        new TokenCache(clock, Runnable::run),
        clock,
        Runnable::run,
        UserAgent.create(name -> null, "25", "Linux"),
        new Machine(environment::get, path -> Optional.empty(), CommandRunner.NONE));
  }

  record Mix(Map<String, String> environment, Map<String, String> arguments, String file) {

    static Mix of(SplittableRandom random) {
      Map<String, String> environment = new HashMap<>();
      Map<String, String> arguments = new HashMap<>();
      StringBuilder file = new StringBuilder("[DEFAULT]\n");
      environment.put("HOME", "/home/ann");
      for (Attribute attribute : Attribute.values()) {
        switch (random.nextInt(14)) {
          case 0 -> arguments.put(attribute.key(), value(attribute, random));
          case 1 ->
              attribute
                  .environmentNames()
                  .forEach(name -> environment.put(name, value(attribute, random)));
          case 2 ->
              file.append(attribute.key())
                  .append(random.nextBoolean() ? " = " : "=")
                  .append(value(attribute, random))
                  .append(random.nextInt(9) == 0 ? "\n[other]\n" : "\n");
          default -> {}
        }
      }
      return new Mix(environment, arguments, file.toString());
    }

    private static String value(Attribute attribute, SplittableRandom random) {
      if (attribute.sensitive()) {
        return "canary-" + attribute.key() + (random.nextInt(5) == 0 ? " \n" : "");
      }
      if (attribute == Attribute.HOST) {
        return HOSTS.get(random.nextInt(HOSTS.size()));
      }
      if (attribute == Attribute.AUTH_TYPE) {
        return List.of("pat", "nope", "azure-cli", "oauth-m2m", "github-oidc")
            .get(random.nextInt(5));
      }
      boolean typed = attribute.type() != AttributeType.TEXT;
      return typed || random.nextBoolean() ? WORDS.get(random.nextInt(WORDS.size())) : "plain";
    }
  }
}
