package io.lakegate.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.sdk.error.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type whose tokens others issue, through a running gateway: what the issuers are sent at
 * first and at a refresh, what the workspace is shown, and what a client is told of a refusal.
 */
final class AuthExchangesIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String SECRET = IssuedExchange.SECRET;

  @TempDir private Path directory;

  static Stream<IssuedExchange> rows() {
    return IssuedExchange.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_eachType_asTheIssuersKnowIt(IssuedExchange row) throws IOException {
    try (FakeIssuers issuers = issuers(row);
        TestGateway gateway = gateway(row, issuers);
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(gateway.running().readyLine()).contains(" auth=" + row.type());

      assertThat(client.send(GET).readAnswer().status()).isEqualTo(200);

      assertThat(issuers.seen()).containsExactlyInAnyOrderElementsOf(here(issuers, row.first()));
      assertThat(issuers.authorized()).hasSize(1);
      assertThat(issuers.authorized().getFirst().replaceAll("t[0-9]", "t")).isEqualTo(row.shown());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_workspaceRefusesTheToken_freshIdentityTokenAndAnotherToken(IssuedExchange row)
      throws IOException {
    try (FakeIssuers issuers = issuers(row);
        TestGateway gateway = gateway(row, issuers);
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(GET).readAnswer().status()).isEqualTo(200);
      var _ = issuers.seen();
      issuers.reject();
      gateway.env("DATABRICKS_OIDC_TOKEN", "id-token-2");
      write("id-token-2\n");

      Answer answer = client.send(GET).readAnswer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
      assertThat(issuers.seen()).containsExactlyInAnyOrderElementsOf(here(issuers, row.refresh()));
      assertThat(issuers.authorized()).doesNotHaveDuplicates().hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_issuerRefuses_clientIsToldWhyAndNothingIsSent(IssuedExchange row)
      throws IOException {
    try (FakeIssuers issuers = issuers(row)) {
      issuers.refuse(
          "400 Bad Request",
          "{\"error\":\"invalid_request\",\"error_description\":\"no " + row.proof() + "\"}");
      try (TestGateway gateway = gateway(row, issuers);
          RawClient client = RawClient.connect(gateway.port())) {
        Refusal refusal = Refusal.of(client.send(GET).readAnswer()).is(401, "CREDENTIALS_INVALID");

        assertThat(refusal.message())
            .contains(row.type() + ": the token issuer answered 400: invalid_request: no ")
            .contains(row.told())
            .doesNotContain("id-token-1", SECRET);
        assertThat(issuers.authorized()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_issuerIsAway_clientIsToldToComeBack(IssuedExchange row) throws IOException {
    try (FakeIssuers issuers = issuers(row)) {
      issuers.refuse("403 Forbidden", "{\"error\":\"server_error\"}");
      try (TestGateway gateway = gateway(row, issuers);
          RawClient client = RawClient.connect(gateway.port())) {
        Answer answer = client.send(GET).readAnswer();

        Refusal refusal = Refusal.of(answer).is(503, "CREDENTIALS_UNAVAILABLE");
        assertThat(answer.field("retry-after")).isEqualTo("5");
        assertThat(refusal.message()).contains(row.type() + ": the token issuer answered 403");
      }
    }
  }

  private static final Map<String, String> NO_HOST =
      Map.of(
          "ARM_CLIENT_ID", "app",
          "ARM_CLIENT_SECRET", SECRET,
          "ARM_TENANT_ID", "t1",
          "DATABRICKS_AZURE_RESOURCE_ID", "/subscriptions/s/w");

  @Test
  void start_resourceIdAndNoHost_theHostIsAskedFor() throws IOException {
    try (FakeIssuers issuers = new FakeIssuers();
        TestGateway gateway = hostless(issuers).start()) {
      assertThat(gateway.running().readyLine())
          .contains(" host=https://adb-9.9.azuredatabricks.net auth=azure-client-secret");
      assertThat(issuers.seen())
          .contains(
              IssuedExchange.bySecret("t1", "https://management.azure.com/"),
              "GET /~management.azure.com/subscriptions/s/w?api-version=2018-04-01\n"
                  + "accept: application/json\nauthorization: Bearer t1");
    }
  }

  @Test
  void start_resourceIdAndNobodyTellsTheHost_saysWhy() throws IOException {
    try (FakeIssuers issuers = new FakeIssuers()) {
      issuers.refuse("401 Unauthorized", "{\"error\":\"invalid_client\"}");

      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> hostless(issuers).start().close())
          .withMessageContaining("cannot resolve the workspace /subscriptions/s/w: ")
          .withMessageContaining("azure-client-secret: the token issuer answered 401")
          .withMessageContaining("set host");
    }
  }

  private static TestGateway.Builder hostless(FakeIssuers issuers) {
    TestGateway.Builder builder = TestGateway.gateway().issuers(issuers::between);
    NO_HOST.forEach(builder::env);
    return builder;
  }

  private static FakeIssuers issuers(IssuedExchange row) throws IOException {
    FakeIssuers issuers = new FakeIssuers();
    if (row.name().contains("whole account")) {
      issuers.metadata(
          "{\"oidc_endpoint\":\"{base}/oidc/accounts/{account_id}\",\"account_id\":\"acc\","
              + "\"host_type\":\"unified\"}");
    }
    return issuers;
  }

  private TestGateway gateway(IssuedExchange row, FakeIssuers issuers) {
    write("id-token-1\n");
    TestGateway.Builder builder =
        TestGateway.gateway()
            .env("DATABRICKS_HOST", issuers.url().toString())
            .issuers(issuers::between);
    row.settings()
        .forEach(
            (name, value) ->
                builder.env(
                    name,
                    value
                        .replace("{base}", issuers.url().toString())
                        .replace("{file}", file().toString())));
    return builder.start();
  }

  private Path file() {
    return directory.resolve("id-token");
  }

  private void write(String text) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> here(FakeIssuers issuers, List<String> expected) {
    return expected.stream().map(one -> one.replace("{base}", issuers.url().toString())).toList();
  }
}
