package io.lakegate.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.ProfilesConfig;
import io.lakegate.gateway.profiles.ProfileConfigs;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.Machine;
import io.lakegate.sdk.credential.Tried;
import io.lakegate.sdk.credential.TriedOutcome;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A workspace of which only the Azure resource id is known. */
final class HostlessCheckTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ARM_CLIENT_ID", "app",
          "ARM_CLIENT_SECRET", "canary",
          "ARM_TENANT_ID", "t",
          "DATABRICKS_AZURE_RESOURCE_ID", "/subscriptions/s/w");

  private final List<String> asked = new ArrayList<>();
  private int managerStatus = 200;

  private ApiResponse answer(ApiRequest request) {
    String where = request.uri().getHost() + request.uri().getPath();
    asked.add(where);
    return switch (request.uri().getHost()) {
      case "login.microsoftonline.com" ->
          response(200, "{\"access_token\":\"canary\",\"expires_in\":\"3600\"}");
      case "management.azure.com" ->
          response(managerStatus, "{\"properties\":{\"workspaceUrl\":\"adb-9.9.example\"}}");
      default -> response(200, "{}");
    };
  }

  private static ApiResponse response(int status, String body) {
    return new ApiResponse(status, List.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void check_online_askedForItsHostAndThenTheHost() {
    CheckReport report = check(true);

    assertThat(report.error()).isEmpty();
    assertThat(report.authType()).contains("azure-client-secret");
    assertThat(asked)
        .containsExactly(
            "login.microsoftonline.com/t/oauth2/token",
            "login.microsoftonline.com/t/oauth2/token",
            "login.microsoftonline.com/t/oauth2/token",
            "management.azure.com/subscriptions/s/w",
            "adb-9.9.example/api/2.0/preview/scim/v2/Me");
  }

  @Test
  void check_onlineAndNobodyTellsTheHost_failsWithTheReasonOnce() {
    managerStatus = 403;

    CheckReport report = check(true);

    assertThat(report.authType()).isEmpty();
    assertThat(report.tried())
        .contains(
            new Tried(
                "azure-client-secret",
                TriedOutcome.FAILED,
                "cannot resolve the workspace /subscriptions/s/w: management.azure.com answered "
                    + "403; set host, or let the identity read the resource"));
  }

  @Test
  void check_offline_nothingIsAsked() {
    assertThat(check(false).authType()).contains("azure-client-secret");
    assertThat(asked).isEmpty();
  }

  private CheckReport check(boolean online) {
    ConfigResolver resolver = new ConfigResolver(ENVIRONMENT::get, path -> Optional.empty());
    CredentialContext context =
        new CredentialContext(
            this::answer,
            new TokenCache(InstantSource.system(), Runnable::run),
            InstantSource.system(),
            Runnable::run,
            UserAgent.create(name -> null, "25", "Linux"),
            new Machine(ENVIRONMENT::get, path -> Optional.empty(), CommandRunner.NONE));
    ProfilesConfig profiles = new ProfilesConfig(List.of(), false, Map.of(), List.of());
    return new CredentialCheck(new ProfileConfigs(profiles, resolver), context)
        .run(new CheckRequest(Optional.empty(), Map.of(), online));
  }
}
