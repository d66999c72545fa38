package io.lakegate.gateway.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProfilesIT {

  @Test
  void resolve_defaultAndNamed_bothAreServedAndTheDefaultStaysTheSdks() throws IOException {
    try (FakeOrigin first = FakeOrigin.start(FakeOrigin.json("{\"origin\":1}"));
        FakeOrigin second = FakeOrigin.start(FakeOrigin.json("{\"origin\":2}"));
        TestGateway gateway =
            TestGateway.gateway()
                .profileFile(section("DEFAULT", first) + section("other", second))
                .flag("profile", "other")
                .start()) {
      assertThat(get(gateway, "/api/2.0/x").body()).isEqualTo("{\"origin\":1}");
      assertThat(get(gateway, "/@DEFAULT/api/2.0/x").body()).isEqualTo("{\"origin\":1}");
      assertThat(get(gateway, "/@other/api/2.0/x").body()).isEqualTo("{\"origin\":2}");
      assertThat(second.calls()).hasSize(1);
      assertThat(second.calls().getFirst().field("authorization")).isEqualTo("Bearer of-other");
    }
  }

  @Test
  void resolve_nothingButNamedOnes_theFirstNamedIsTheDefault() throws IOException {
    try (FakeOrigin first = FakeOrigin.start(FakeOrigin.json("{\"origin\":1}"));
        FakeOrigin second = FakeOrigin.start(FakeOrigin.json("{\"origin\":2}"));
        TestGateway gateway =
            TestGateway.gateway()
                .env("DATABRICKS_CONFIG_FILE", "/somewhere/databrickscfg")
                .profileFile(section("a", first) + section("b", second))
                .flag("profile", "b", "a")
                .start()) {
      Answer answer = get(gateway, "/api/2.0/x");
      assertThat(answer.body()).isEqualTo("{\"origin\":2}");
      assertThat(answer.field("lakegate-profile")).isEqualTo("b");
      assertThat(get(gateway, "/@a/api/2.0/x").body()).isEqualTo("{\"origin\":1}");
    }
  }

  @Test
  void resolve_environmentOfTheDefault_doesNotReachTheNamed() throws IOException {
    try (FakeOrigin first = FakeOrigin.start(FakeOrigin.json("{\"origin\":1}"));
        FakeOrigin second = FakeOrigin.start(FakeOrigin.json("{\"origin\":2}"));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(first)
                .profileFile(section("other", second))
                .flag("profile", "other")
                .start()) {
      assertThat(get(gateway, "/api/2.0/x").body()).isEqualTo("{\"origin\":1}");
      assertThat(get(gateway, "/@other/api/2.0/x").body()).isEqualTo("{\"origin\":2}");
      assertThat(first.calls().getFirst().field("authorization")).isEqualTo("Bearer test-token");
      assertThat(second.calls().getFirst().field("authorization")).isEqualTo("Bearer of-other");
    }
  }

  @Test
  void resolve_allOfTheFileAndTwoAreBad_theGoodAreServedAndTheBadSayWhy() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway()
                .profileFile(
                    section("DEFAULT", origin)
                        + "[bare]\nhost = https://b.example\n"
                        + section("good", origin)
                        + "[homeless]\ntoken = canary\n")
                .flag("profiles-from-file", "all")
                .start()) {
      assertThat(get(gateway, "/api/2.0/x").status()).isEqualTo(200);
      assertThat(get(gateway, "/@good/api/2.0/x").status()).isEqualTo(200);
      Answer bare = get(gateway, "/@bare/api/2.0/x");
      Refusal.of(bare).is(401, "CREDENTIALS_INVALID");
      assertThat(bare.body()).contains("'bare' cannot be served", "cannot configure default");
      Answer homeless = get(gateway, "/@homeless/api/2.0/x");
      Refusal.of(homeless).is(401, "CREDENTIALS_INVALID");
      assertThat(homeless.body()).contains("'homeless'", "host").doesNotContain("canary");
      Refusal.of(get(gateway, "/@nowhere/api/2.0/x")).is(404, "PROFILE_NOT_FOUND");
    }
  }

  @Test
  void host_tellsItsIds_callsCarryThemAndTheDocumentHasThem() throws IOException {
    String document = "{\"workspace_id\":4711,\"account_id\":\"acc\",\"cloud\":\"GCP\"}";
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}")).telling(document);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      String told = get(gateway, "/.well-known/databricks-config").body();
      while (!told.contains("4711") && System.nanoTime() < deadline) {
        told = get(gateway, "/.well-known/databricks-config").body();
      }
      assertThat(told).contains("\"workspace_id\":\"4711\"", "\"acc\"", "\"cloud\":\"GCP\"");
      assertThat(get(gateway, "/api/2.0/x").status()).isEqualTo(200);
      assertThat(origin.calls().getFirst().field("x-databricks-workspace-id")).isEqualTo("4711");
    }
  }

  @Test
  void host_tellsIdsThatAreConfigured_theConfiguredOnesStay() throws IOException {
    try (FakeOrigin origin =
            FakeOrigin.start(FakeOrigin.json("{}"))
                .telling("{\"workspace_id\":4711,\"account_id\":\"acc\"}");
        TestGateway gateway =
            TestGateway.gateway().origin(origin).env("DATABRICKS_WORKSPACE_ID", "12").start()) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      String told = "";
      while (!told.contains("acc") && System.nanoTime() < deadline) {
        told = get(gateway, "/.well-known/databricks-config").body();
      }
      assertThat(told).contains("\"workspace_id\":\"12\"", "\"acc\"");
    }
  }

  private static String section(String name, FakeOrigin origin) {
    return "[%s]\nhost = %s\ntoken = of-%s\n".formatted(name, origin.url(), name);
  }

  private static Answer get(TestGateway gateway, String target) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
    }
  }
}
