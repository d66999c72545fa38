package io.lakegate.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestSandbox;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code lakegate check --online} against a workspace that takes credentials or does not. */
final class OnlineCheckIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestSandbox sandbox;

  @BeforeAll
  static void open() {
    sandbox = TestSandbox.start();
  }

  @AfterAll
  static void close() {
    sandbox.close();
  }

  private static ChildGateway.Builder at(URI host) {
    return ChildGateway.child().env("DATABRICKS_HOST", host.toString());
  }

  private static ChildGateway.Builder client(String secret) {
    return at(sandbox.url())
        .env("DATABRICKS_CLIENT_ID", TestSandbox.CLIENT_ID)
        .env("DATABRICKS_CLIENT_SECRET", secret);
  }

  private static JsonNode report(ChildGateway.Builder builder, int status) throws Exception {
    try (ChildGateway child = builder.start("check", "--online", "--json")) {
      assertThat(child.exitStatus()).as(child.err().toString()).isEqualTo(status);
      String printed = String.join("\n", child.out());
      assertThat(printed + child.err()).doesNotContain("canary", TestSandbox.TOKEN);
      return JSON.readTree(printed);
    }
  }

  private static String outcome(JsonNode report, String authType) {
    for (JsonNode tried : report.path("tried")) {
      if (tried.path("auth_type").asText().equals(authType)) {
        return tried.path("outcome").asText();
      }
    }
    return "";
  }

  @Test
  void check_workspaceTakesTheToken_ok() throws Exception {
    JsonNode report = report(at(sandbox.url()).env("DATABRICKS_TOKEN", TestSandbox.TOKEN), 0);
    assertThat(report.path("auth_type").asText()).isEqualTo("pat");
    assertThat(report.path("error").isNull()).isTrue();
  }

  @Test
  void check_workspaceTakesTheClientsToken_ok() throws Exception {
    JsonNode report = report(client(TestSandbox.CLIENT_SECRET), 0);
    assertThat(report.path("auth_type").asText()).isEqualTo("oauth-m2m");
    assertThat(report.path("error").isNull()).isTrue();
  }

  @Test
  void check_workspaceRefusesTheToken_saysSoAndTriesNoOther() throws Exception {
    JsonNode report = report(at(sandbox.url()).env("DATABRICKS_TOKEN", "canary-token"), 78);
    assertThat(report.path("auth_type").isNull()).isTrue();
    assertThat(outcome(report, "pat")).isEqualTo("failed");
    assertThat(outcome(report, "oauth-m2m")).isEqualTo("not-tried");
    assertThat(report.path("error").asText()).contains("rejected the credentials", "401");
  }

  @Test
  void check_issuerRefusesTheSecret_saysSo() throws Exception {
    JsonNode report = report(client("canary-secret"), 78);
    assertThat(outcome(report, "oauth-m2m")).isEqualTo("failed");
    assertThat(report.path("error").asText()).contains("invalid_client");
  }

  @Test
  void check_pageToLogIn_isNoWorkspace() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("<html>log in</html>"))) {
      JsonNode report = report(at(origin.url()).env("DATABRICKS_TOKEN", "canary-token"), 78);
      assertThat(report.path("error").asText()).contains("is it the address of a workspace?");
    }
  }

  @Test
  void check_nobodyIsThere_saysSo() throws Exception {
    URI gone;
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      gone = origin.url();
    }
    JsonNode report = report(at(gone).env("DATABRICKS_TOKEN", "canary-token"), 78);
    assertThat(report.path("error").asText()).contains("cannot be reached", "connection refused");
  }

  @Test
  void check_noManagedIdentity_saysSoAndTriesTheNext() throws Exception {
    URI gone;
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      gone = origin.url();
    }
    JsonNode report =
        report(
            at(sandbox.url())
                .env("DATABRICKS_CLOUD", "azure")
                .env("ARM_USE_MSI", "true")
                .env("AZURE_POD_IDENTITY_AUTHORITY_HOST", gone.toString()),
            78);

    assertThat(outcome(report, "azure-msi")).isEqualTo("failed");
    assertThat(outcome(report, "azure-cli")).isEqualTo("not-configured");
    assertThat(report.path("error").asText())
        .contains("; azure-msi: cannot reach", "only on a machine of Azure");
  }
}
