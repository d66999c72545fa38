package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfilesSectionTest {

  private static final String SECRET = "dapi-not-to-be-seen";

  @Test
  void load_profile_holdsAttributesAndOverriddenNumbers() {
    var profiles =
        new Loading()
            .yaml(
                """
                profiles:
                  named-only:
                  dev.eu:
                    host: https://dev.example
                    azure_use_msi: true
                    scopes: [sql, clusters]
                    requests-per-second: 2.5
                    queue-timeout: 1s
                    queue-size: 5
                    retry-timeout: 2s
                    http-timeout: 3s
                    connect-timeout: 4s
                    replay-buffer: 1KiB
                    answer-within: 5s
                """)
            .config()
            .profiles()
            .own();

    assertThat(profiles).containsOnlyKeys("named-only", "dev.eu");
    assertThat(profiles)
        .containsEntry("named-only", new ProfileConfig(Map.of(), ProfileSettings.none()))
        .containsEntry(
            "dev.eu",
            new ProfileConfig(
                Map.of(
                    "host", "https://dev.example",
                    "azure_use_msi", "true",
                    "scopes", "sql,clusters"),
                new ProfileSettings(
                    Optional.of(2.5),
                    Optional.of(Duration.ofSeconds(1)),
                    Optional.of(5),
                    Optional.of(Duration.ofSeconds(2)),
                    Optional.of(Duration.ofSeconds(3)),
                    Optional.of(Duration.ofSeconds(4)),
                    Optional.of(DataSize.kibibytes(1)),
                    Optional.of(Duration.ofSeconds(5)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "password",
        "client_secret",
        "azure_client_secret",
        "google_credentials",
        "metadata_service_url",
        "actions_id_token_request_token"
      })
  void load_secretAttribute_isMaskedAndKeptOutOfText(String attribute) {
    var loading = new Loading().yaml("profiles:\n  p:\n    " + attribute + ": " + SECRET + "\n");

    assertThat(loading.shown("profiles.p." + attribute)).isEqualTo("***");
    assertThat(loading.load().toString()).doesNotContain(SECRET).contains(attribute);
    assertThat(loading.config().profiles().own().values())
        .singleElement()
        .satisfies(p -> assertThat(p.attributes()).containsEntry(attribute, SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "discovery_url", "redirect_url"})
  void load_addressWithAPassword_isMasked(String attribute) {
    var loading =
        new Loading()
            .yaml("profiles:\n  p:\n    %s: https://u:%s@x\n".formatted(attribute, SECRET));

    assertThat(loading.shown("profiles.p." + attribute)).isEqualTo("***");
  }

  @Test
  void load_openAttribute_isShown() {
    var loading = new Loading().yaml("profiles:\n  p:\n    host: https://x.example\n");

    assertThat(loading.entry("profiles.p.host"))
        .isEqualTo(new ConfigEntry("profiles.p.host", "https://x.example", "lakegate.yaml:3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokn: " + SECRET,
        "token: [" + SECRET + "]",
        "token: {a: " + SECRET + "}",
        "token: *" + SECRET,
        "token: !" + SECRET + " x",
        "token: \"" + SECRET,
        "token: " + SECRET + "${nope}",
        "token: " + SECRET + "${env:NOPE}",
        "token: " + SECRET + "${" + SECRET,
        "token: x\n    token: " + SECRET,
        "token: @" + SECRET,
        "token: a: " + SECRET
      })
  void load_mistakeAroundASecret_neverRepeatsIt(String line) {
    var problems =
        new Loading().yaml("profiles:\n  p:\n    " + line + "\n    hots: x\n").problems();

    assertThat(problems).isNotEmpty().allSatisfy(p -> assertThat(p).doesNotContain(SECRET));
  }

  @Test
  void load_emptyAttribute_isAProblem() {
    assertThat(new Loading().yaml("profiles:\n  p:\n    token: ''\n").problems())
        .containsExactly(
            "profiles.p.token: is empty; give it a value or remove it (lakegate.yaml:3)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "__settings__", "''"})
  void load_badProfileName_isAProblem(String name) {
    assertThat(new Loading().yaml("profiles:\n  " + name + ":\n    host: h\n").problems())
        .singleElement()
        .asString()
        .contains("expected a profile name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"profile", "config_file", "HOST"})
  void load_attributeThatChoosesAProfileOrIsSpelledOtherwise_isUnknown(String name) {
    assertThat(new Loading().yaml("profiles: {p: {" + name + ": x}}\n").problems())
        .singleElement()
        .asString()
        .startsWith("profiles.p." + name + ": unknown key");
  }

  @Test
  void load_attributeInDashes_findsTheSdksSpelling() {
    assertThat(new Loading().yaml("profiles: {p: {client-id: x}}\n").problems())
        .containsExactly(
            "profiles.p.client-id: unknown key; the nearest known one is client_id"
                + " (lakegate.yaml:1)");
  }
}
