package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whoever is logged in to the Azure CLI.
 *
 * <p>Source: the {@code azure-cli} type of the Databricks SDKs. A subscription that the login
 * cannot use is left out, as there; a configured tenant never is, so that no other identity steps
 * in.
 */
final class AzureCliProvider implements CredentialProvider {

  /** The program is slow to start: a second or two on a fast machine. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final String PROGRAM = "az";

  @Override
  public String authType() {
    return "azure-cli";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        StandardProviders.HOST_OR_RESOURCE,
        StandardProviders.ON_AZURE,
        new Need.Installed(PROGRAM));
  }

  @Override
  public Standing standing() {
    return Standing.AMBIENT;
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    Program az = context.machine().commands().find(PROGRAM).getFirst();
    List<String> ask = question(config);
    Optional<String> subscription = subscription(config);
    if (subscription.isPresent()) {
      List<String> narrow = new ArrayList<>(ask);
      narrow.addAll(List.of("--subscription", subscription.get()));
      CommandResult first = context.machine().commands().run(az, narrow, LIMIT);
      if (first instanceof CommandResult.Ended ended && ended.status() == 0) {
        return judged(first, config);
      }
    }
    return judged(context.machine().commands().run(az, ask, LIMIT), config);
  }

  private static List<String> question(ResolvedConfig config) {
    List<String> ask =
        new ArrayList<>(
            List.of(
                "account",
                "get-access-token",
                "--resource",
                config.databricksEnvironment().azureApplicationId(),
                "--output",
                "json"));
    config
        .value(Attribute.AZURE_TENANT_ID)
        .ifPresent(tenant -> ask.addAll(List.of("--tenant", tenant)));
    return ask;
  }

  /** The third part of {@code /subscriptions/ID/resourceGroups/…}. */
  private static Optional<String> subscription(ResolvedConfig config) {
    return config
        .value(Attribute.AZURE_WORKSPACE_RESOURCE_ID)
        .map(id -> id.split("/"))
        .filter(parts -> parts.length > 2 && !parts[2].isEmpty())
        .map(parts -> parts[2]);
  }

  private static Outcome judged(CommandResult result, ResolvedConfig config) {
    return switch (result) {
      case CommandResult.Ended ended when ended.status() == 0 -> answered(ended);
      case CommandResult.Ended ended -> refused(CliAnswer.complaint(ended, config));
      case CommandResult.TimedOut late ->
          new Outcome.Failed("az gave no token within " + late.limit().toSeconds() + " s");
      case CommandResult.NotStarted not -> new Outcome.NotConfigured(not.reason());
    };
  }

  private static Outcome answered(CommandResult.Ended ended) {
    Optional<JsonNode> answer = CliAnswer.json(ended);
    if (answer.isEmpty()) {
      return new Outcome.Failed("cannot unmarshal CLI result: az printed no JSON");
    }
    return answer.get().path("accessToken").asText("").isEmpty()
        ? new Outcome.Failed("cannot unmarshal CLI result: az printed no accessToken")
        : new Outcome.Pending();
  }

  private static Outcome refused(String complaint) {
    boolean noLogin = complaint.contains("No subscription found") || complaint.contains("az login");
    return noLogin
        ? new Outcome.NotConfigured("nobody is logged in: " + complaint)
        : new Outcome.Failed("cannot get access token: " + complaint);
  }
}
