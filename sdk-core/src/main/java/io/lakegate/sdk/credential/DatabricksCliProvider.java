package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whoever is logged in to the Databricks CLI.
 *
 * <p>Source: the {@code databricks-cli} type of the Databricks SDKs.
 */
final class DatabricksCliProvider implements CredentialProvider {

  /** It may have to renew a token first. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration VERSION_LIMIT = Duration.ofSeconds(5);

  /** The legacy CLI is a script; the present one is a program of many megabytes. */
  private static final long SMALLEST = 1L << 20;

  private static final String PROGRAM = "databricks";

  @Override
  public String authType() {
    return "databricks-cli";
  }

  @Override
  public List<Need> needs() {
    return List.of(new Need.Value(Attribute.HOST));
  }

  @Override
  public Standing standing() {
    return Standing.AMBIENT;
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    CommandRunner commands = context.machine().commands();
    String name = config.value(Attribute.DATABRICKS_CLI_PATH).orElse(PROGRAM);
    boolean path = name.contains("/") || name.contains("\\");
    List<Program> found = commands.find(name);
    Optional<Program> program =
        found.stream().filter(one -> path || one.size() >= SMALLEST).findFirst();
    if (program.isEmpty()) {
      String what = found.isEmpty() ? " is not installed" : " on PATH is the legacy one";
      return new Outcome.NotConfigured("the Databricks CLI (" + name + ")" + what);
    }
    CliVersion version =
        CliVersion.of(
            commands.run(program.get(), List.of("version", "--output", "json"), VERSION_LIMIT));
    List<String> ask = question(config, version);
    return judged(commands.run(program.get(), ask, LIMIT), config);
  }

  /** The profile is what the login was for, but older versions do not take it. */
  static List<String> question(ResolvedConfig config, CliVersion version) {
    List<String> ask = new ArrayList<>(List.of("auth", "token"));
    Optional<String> profile = config.value(Attribute.PROFILE);
    if (profile.isPresent() && version.isAtLeast(CliVersion.WITH_PROFILE)) {
      ask.addAll(List.of("--profile", profile.get()));
    } else {
      ask.addAll(List.of("--host", Needs.value(config, Attribute.HOST)));
      Optional<String> account = config.value(Attribute.ACCOUNT_ID);
      if (config.hostKind() == HostKind.ACCOUNT && account.isPresent()) {
        ask.addAll(List.of("--account-id", account.get()));
      }
    }
    if (version.isAtLeast(CliVersion.WITH_FORCE_REFRESH)) {
      ask.add("--force-refresh");
    }
    return ask;
  }

  private static Outcome judged(CommandResult result, ResolvedConfig config) {
    return switch (result) {
      case CommandResult.Ended ended when ended.status() == 0 -> answered(ended, config);
      case CommandResult.Ended ended -> refused(CliAnswer.complaint(ended, config));
      case CommandResult.TimedOut late ->
          new Outcome.Failed("the CLI gave no token within " + late.limit().toSeconds() + " s");
      case CommandResult.NotStarted not -> new Outcome.NotConfigured(not.reason());
    };
  }

  private static Outcome answered(CommandResult.Ended ended, ResolvedConfig config) {
    String token =
        CliAnswer.json(ended).map(json -> json.path("access_token").asText("")).orElse("");
    if (token.isEmpty()) {
      return new Outcome.Failed("cannot unmarshal CLI result: it printed no access_token");
    }
    Optional<String> mismatch = JwtScopes.mismatch(token, config);
    if (mismatch.isEmpty()) {
      return new Outcome.Pending();
    }
    return config.value(Attribute.AUTH_TYPE).isPresent()
        ? new Outcome.Failed(mismatch.get())
        : new Outcome.NotConfigured(mismatch.get());
  }

  private static Outcome refused(String complaint) {
    return complaint.contains("databricks OAuth is not")
        ? new Outcome.NotConfigured(complaint)
        : new Outcome.Failed("cannot get access token: " + complaint);
  }
}
