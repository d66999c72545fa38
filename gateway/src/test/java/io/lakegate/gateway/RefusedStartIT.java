package io.lakegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the program from starting: its status, its words, and that a check finds them. */
final class RefusedStartIT {

  private static final String[] FREE = {"--listen=127.0.0.1:0", "--admin=127.0.0.1:0"};

  @TempDir private Path dir;

  private static String[] with(String... more) {
    return Stream.of(FREE, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void start_busyPort_exit1AndHowToFindTheHolder() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .start("--listen=127.0.0.1:" + holder.getLocalPort(), "--admin=off")) {
      assertThat(child.exitStatus()).isEqualTo(1);
      assertThat(child.out()).isEmpty();
      assertThat(String.join("\n", child.err()))
          .contains("127.0.0.1:" + holder.getLocalPort())
          .contains("ss -ltnp 'sport = :" + holder.getLocalPort() + "'")
          .doesNotContain("\tat ");
    }
  }

  /** A start that fails: its arguments, status, and what stderr has to say. */
  record Failing(String name, int status, List<String> arguments, List<String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Failing> failing() {
    return Stream.of(
        new Failing(
            "every bad value at once",
            78,
            List.of(with("--http-timeout=abc", "--limits-queue-size=-1", "--log-format=xml")),
            List.of("http-timeout", "abc", "limits.queue-size", "log.format", "xml")),
        new Failing("unknown flag", 64, List.of("--lisden=1"), List.of("--listen")),
        new Failing("unknown command", 64, List.of("serv"), List.of("serve")),
        new Failing(
            "no credentials",
            78,
            List.of(with()),
            List.of(
                "pat",
                "oauth-m2m",
                "or set DATABRICKS_TOKEN",
                "/nonexistent/.databrickscfg",
                "lakegate demo")));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void start_unusable_saysWhyAndEnds(Failing row) throws Exception {
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "http://127.0.0.1:9")
            .start(row.arguments.toArray(String[]::new))) {
      assertThat(child.exitStatus()).as(child.err().toString()).isEqualTo(row.status);
      assertThat(String.join("\n", child.err()))
          .contains(row.said.toArray(String[]::new))
          .doesNotContain("\tat ");
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void configCheck_unservedProfiles_saysWhatServeSays() throws Exception {
    String[] wrong = with("--profile=gone", "--required-profiles=x", "--required-profiles=y");
    List<String> checked =
        endsWith78(Stream.concat(Stream.of("config", "--check"), Stream.of(wrong)));

    assertThat(checked).hasSize(3).isEqualTo(endsWith78(Stream.of(wrong)));
    assertThat(checked.getFirst()).contains("the profile gone", "/nonexistent/.databrickscfg");
  }

  private static List<String> endsWith78(Stream<String> arguments) throws InterruptedException {
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "https://a.example")
            .env("DATABRICKS_TOKEN", "canary-token")
            .start(arguments.toArray(String[]::new))) {
      assertThat(child.exitStatus()).as(child.err().toString()).isEqualTo(78);
      assertThat(child.out()).isEmpty();
      assertThat(child.err()).noneMatch(line -> line.contains("canary"));
      return child.err();
    }
  }

  @Test
  void config_unknownProfile_isToldAmongTheValues() throws Exception {
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "https://a.example")
            .env("DATABRICKS_TOKEN", "canary-token")
            .start("config", "--profile=m2n")) {
      assertThat(child.exitStatus()).as(child.err().toString()).isZero();
      assertThat(child.out())
          .contains("served.DEFAULT.token = ***  # DATABRICKS_TOKEN environment variable")
          .anyMatch(
              line ->
                  line.startsWith("served.m2n = cannot be used  # resolve: ")
                      && line.contains("has no m2n profile configured"));
    }
  }

  /** Numbers that no request could be sent with. */
  @ParameterizedTest
  @ValueSource(strings = {"retry_timeout_seconds", "http_timeout_seconds", "rate_limit"})
  void start_numberOutOfRange_refusedByServeAndByBothChecks(String attribute) throws Exception {
    Path profiles =
        Files.writeString(
            dir.resolve("cfg"),
            "[DEFAULT]\nhost=https://a.example\ntoken=canary\n" + attribute + "=99999999999\n");
    for (String[] words : new String[][] {with(), {"check"}, {"config", "--check"}}) {
      try (ChildGateway child =
          ChildGateway.child().env("DATABRICKS_CONFIG_FILE", profiles.toString()).start(words)) {
        assertThat(child.exitStatus()).as(child.err().toString()).isEqualTo(78);
        assertThat(String.join("\n", child.err()))
            .contains(attribute + " from " + profiles + " config file: expected ")
            .contains("got 99999999999")
            .doesNotContain("\tat ", "canary");
        assertThat(child.out()).isEmpty();
      }
    }
  }

  @Test
  void check_misspeltNames_areToldAndTheirValuesAreNot() throws Exception {
    Path profiles =
        Files.writeString(
            dir.resolve("cfg"), "[DEFAULT]\nhost=https://a.example\ntoken=t\ntokn=canary\n");
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_CONFIG_FILE", profiles.toString())
            .env("DATABRICKS_HOSTT", "canary")
            .start("check")) {
      assertThat(child.exitStatus()).as(child.err().toString()).isZero();
      assertThat(child.out())
          .endsWith(
              "ignored: tokn (line 4); the nearest is token",
              "ignored: DATABRICKS_HOSTT (environment); the nearest is DATABRICKS_HOST")
          .noneMatch(line -> line.contains("canary"));
    }
  }

  @Test
  void configCheck_whatCanBeServed_okWithoutAnythingSent() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child =
            ChildGateway.child()
                .env("DATABRICKS_HOST", origin.url().toString())
                .env("DATABRICKS_CLIENT_ID", "someone")
                .env("DATABRICKS_CLIENT_SECRET", "canary-secret")
                .start("config", "--check")) {
      assertThat(child.exitStatus()).as(child.err().toString()).isZero();
      assertThat(child.out()).containsExactly("ok");
      assertThat(child.err()).isEmpty();
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void start_badFile_everyProblemWithTheNearestKey() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("lakegate.yaml"),
            "lisen: 127.0.0.1:0\nlimits:\n  queue-size: many\nnonsense: 1\n");
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child = ChildGateway.child().origin(origin).start("--config=" + file)) {
      assertThat(child.exitStatus()).isEqualTo(78);
      assertThat(String.join("\n", child.err()))
          .contains("lisen", "known one is listen", "limits.queue-size", "many", "nonsense");
    }
  }

  @Test
  void start_originIsOurselves_78() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "http://localhost:" + port)
            .env("DATABRICKS_TOKEN", "canary-token")
            .start("--listen=127.0.0.1:" + port, "--admin=off")) {
      assertThat(child.exitStatus()).isEqualTo(78);
      assertThat(String.join("\n", child.err()))
          .contains("http://localhost:" + port, "itself")
          .doesNotContain("canary");
    }
  }
}
