package io.lakegate.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens of the types that other programs of the machine hold: real programs, real sockets, from
 * the first token over its renewal to its refusal.
 */
final class ProgramExchangesIT {

  static final String APPLICATION = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
  static final String MANAGEMENT = "https://management.core.windows.net/";
  static final String RESOURCE_ID = "/subscriptions/sub/resourceGroups/g/providers/p";
  private static final List<String> CREDENTIAL_FIELDS =
      List.of(
          "authorization",
          "x-databricks-azure-sp-management-token",
          "x-databricks-azure-workspace-resource-id",
          "x-databricks-gcp-sa-access-token");

  @TempDir private Path folder;

  /**
   * One type.
   *
   * @param fields the credential fields of a request to the origin, {@code %s} for the token
   * @param first what is asked until the first answer
   * @param again what is asked for a renewal
   */
  record Row(
      String name,
      TokenHolder.Setup setup,
      List<String> fields,
      List<String> first,
      List<String> again,
      String refusal) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(azureCli(), databricksCli(), command(), metadataService(), google());
  }

  private static Row azureCli() {
    String show = "[account][show][--output][json]";
    String ask = "[account][get-access-token][--resource][%s][--output][json][--%s][%s]";
    String databricks = ask.formatted(APPLICATION, "tenant", "tenant-1");
    String management = ask.formatted(MANAGEMENT, "tenant", "tenant-1");
    return new Row(
        "azure-cli",
        ProgramHolders.Azure::new,
        List.of("Bearer %s", "management-%s", RESOURCE_ID, ""),
        List.of(
            ask.formatted(APPLICATION, "subscription", "sub"), show, databricks, show, management),
        List.of(show, databricks, show, management),
        "azure-cli: nobody is logged in: ERROR: AADSTS700082: it expired. To log in, run: az login;"
            + " log in: az login --tenant tenant-1");
  }

  private static Row databricksCli() {
    return new Row(
        "databricks-cli",
        ProgramHolders.Databricks::new,
        List.of("Bearer %s", "", "", ""),
        List.of("[version][--output][json]", "[auth][token][--host][%s][--force-refresh]"),
        List.of("[auth][token][--host][%s][--force-refresh]"),
        "databricks-cli: cannot get access token: Error: the refresh token is invalid;"
            + " log in: databricks auth login --host %s");
  }

  private static Row command() {
    return new Row(
        "command",
        ProgramHolders.Command::new,
        List.of("Bearer %s", "", "", ""),
        List.of("[--for][a \"b\" $c][]"),
        List.of("[--for][a \"b\" $c][]"),
        "command: the program %s/token-command of credentials.command ended with status 1: the safe"
            + " is shut for *** ***");
  }

  private static Row metadataService() {
    List<String> asked =
        List.of("GET /metadata/canary-path?q=canary-query HTTP/1.1 version 1 for %s ");
    return new Row(
        "metadata-service",
        _ -> new ServiceHolders.Metadata(),
        List.of("Bearer %s", "", "", ""),
        asked,
        asked,
        " answered 404: gone: /*** is not served; check metadata_service_url and that it serves %s");
  }

  private static Row google() {
    List<String> asked =
        List.of(
            "POST /token HTTP/1.1 jwt-bearer as robot@project.iam.gserviceaccount.com for %s",
            "POST /token HTTP/1.1 jwt-bearer as robot@project.iam.gserviceaccount.com for"
                + " https://www.googleapis.com/auth/cloud-platform"
                + " https://www.googleapis.com/auth/compute");
    return new Row(
        "google-credentials",
        _ -> new ServiceHolders.Google(),
        List.of("Bearer %s", "", "", "access-%s"),
        asked,
        asked,
        "/token answered 400: invalid_grant: account not found");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_firstTokenRenewalRefusal_asTheTableSays(Row row) throws IOException {
    List<String> rejected = new ArrayList<>();
    try (TokenHolder holder = row.setup().in(folder);
        FakeOrigin origin = FakeOrigin.start(call -> answer(call, rejected))) {
      holder.gives("canary-1", Instant.now().plusSeconds(3600));
      TestGateway.Builder builder = TestGateway.gateway().programs(folder);
      holder.configure(builder, origin);
      try (TestGateway gateway = builder.start();
          RawClient client = RawClient.connect(gateway.port())) {
        assertThat(get(client).status()).isEqualTo(200);
        assertSent(origin, row, "canary-1");
        assertThat(holder.asked()).containsExactlyInAnyOrderElementsOf(told(row.first(), origin));

        holder.gives("canary-2", Instant.now().plusSeconds(30));
        rejected.add("canary-1");
        assertThat(get(client).status()).isEqualTo(200);
        assertSent(origin, row, "canary-2");
        assertThat(holder.asked()).containsExactlyInAnyOrderElementsOf(told(row.again(), origin));

        int calls = origin.calls().size();
        holder.refuses();
        Answer answer = get(client);
        boolean permanent = !row.name().equals("command");
        Refusal refusal = Refusal.of(answer);
        refusal.is(
            permanent ? 401 : 503, permanent ? "CREDENTIALS_INVALID" : "CREDENTIALS_UNAVAILABLE");
        String place = row.name().equals("command") ? folder.toString() : origin.url().toString();
        assertThat(refusal.message())
            .contains(row.refusal().replace("%s", place))
            .doesNotContain("canary");
        assertThat(origin.calls()).hasSize(calls);
      }
    }
  }

  private static List<String> told(List<String> asked, FakeOrigin origin) {
    return asked.stream().map(line -> line.replace("%s", origin.url().toString())).toList();
  }

  private static void assertSent(FakeOrigin origin, Row row, String token) {
    FakeOrigin.Call call =
        origin.calls().stream()
            .filter(one -> one.requestLine().startsWith("GET /api/"))
            .toList()
            .getLast();
    assertThat(CREDENTIAL_FIELDS.stream().map(call::field).map(ProgramExchangesIT::named).toList())
        .isEqualTo(row.fields().stream().map(text -> text.replace("%s", token)).toList());
  }

  /** Of a signed token its last part, which is its name in this test. */
  private static String named(String field) {
    if (!field.startsWith("Bearer eyJ")) {
      return field;
    }
    byte[] name = Base64.getUrlDecoder().decode(field.substring(field.lastIndexOf('.') + 1));
    return "Bearer " + new String(name, StandardCharsets.US_ASCII);
  }

  private static Answer get(RawClient client) throws IOException {
    return client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
  }

  private static void answer(FakeOrigin.Call call, List<String> rejected) throws IOException {
    call.readBody();
    if (call.requestLine().startsWith("GET /aad/auth ")) {
      call.send(
          "HTTP/1.1 302 Found\r\nLocation: https://login.microsoftonline.com/tenant-1/oauth2/authorize?x=y"
              + "\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    boolean refused = rejected.contains(named(call.field("authorization")).replace("Bearer ", ""));
    call.send(
        refused
            ? "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
  }
}
