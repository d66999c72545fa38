package io.lakegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.sdk.config.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No secret attribute is ever printed, whatever is asked and wherever it stands. */
final class CanaryIT {

  private static final String CANARY = "c4nary-v4lue";

  @TempDir private Path folder;

  static Stream<Attribute> secrets() {
    return Arrays.stream(Attribute.values()).filter(Attribute::sensitive);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("secrets")
  void commands_secretInEverySource_neverPrinted(Attribute secret) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("cfg"),
            "[DEFAULT]\nhost = https://h\n[other]\nhost = https://h\n%s = %s\n"
                .formatted(secret.key(), CANARY));
    Path config =
        Files.writeString(
            folder.resolve("lakegate.yaml"),
            "profiles:\n  mine:\n    host: https://h\n    %s: %s\n"
                .formatted(secret.key(), CANARY));
    for (List<String> words :
        List.of(
            List.of("check", "--json"),
            List.of("check", "--json", "--set", secret.key() + "=" + CANARY + " \n"),
            List.of("check", "--profile=mine", "--config=" + config),
            List.of("check", "--set", "profile=other"),
            List.of("check", "--set", secret.key() + CANARY),
            List.of("config", "--profile=other", "--config=" + config),
            List.of("config", "--check", "--profile=other", "--config=" + config),
            List.of(
                "serve",
                "--listen=127.0.0.1:0",
                "--admin=off",
                "--log-level=trace",
                "--required-profiles=none"))) {
      try (ChildGateway child =
          ChildGateway.child()
              .env("DATABRICKS_CONFIG_FILE", file.toString())
              .env("DATABRICKS_AUTH_TYPE", words.contains("serve") ? "nope" : "")
              .env(secret.environmentNames().getFirst(), CANARY)
              .start(words.toArray(String[]::new))) {
        assertThat(child.exitStatus()).isIn(0, 64, 78);
        assertThat(child.out().toString() + child.err())
            .isNotEqualTo("[][]")
            .doesNotContain(CANARY);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Attribute.class,
      names = {"TOKEN", "PASSWORD", "CLIENT_SECRET"})
  void serving_everyLogLevel_neverPrinted(Attribute secret) throws Exception {
    String token = "{\"access_token\":\"" + CANARY + "-token\",\"expires_in\":3600}";
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json(token))) {
      ChildGateway.Builder builder =
          ChildGateway.child()
              .env("DATABRICKS_HOST", origin.url().toString())
              .env(secret.environmentNames().getFirst(), CANARY);
      if (secret == Attribute.PASSWORD) {
        builder.env("DATABRICKS_USERNAME", "ann");
      }
      if (secret == Attribute.CLIENT_SECRET) {
        builder
            .env("DATABRICKS_CLIENT_ID", "client")
            .env("DATABRICKS_DISCOVERY_URL", origin.url() + "/none");
      }
      try (ChildGateway child =
          builder.start("--listen=127.0.0.1:0", "--admin=127.0.0.1:0", "--log-level=trace")) {
        ask(child.port("listen"), "/api/2.0/x");
        child.signal("HUP");
        assertThat(ask(child.port("admin"), "/metrics")).doesNotContain(CANARY);
        assertThat(ask(child.port("admin"), "/readyz")).doesNotContain(CANARY);
        child.signal("TERM");
        assertThat(child.exitStatus()).isEqualTo(143);
        assertThat(child.out().toString() + child.err()).doesNotContain(CANARY);
      }
    }
  }

  private static String ask(int port, String target) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return client
          .send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
          .readAnswer()
          .body();
    }
  }
}
