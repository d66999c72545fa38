package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.TokenKey;
import io.lakegate.sdk.oauth.TokenSource;
import java.util.List;
import java.util.Optional;

/** Whoever is logged in to the Databricks CLI. */
final class DatabricksCliProvider implements CredentialProvider {

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
    String name = config.value(Attribute.DATABRICKS_CLI_PATH).orElse(PROGRAM);
    boolean path = name.contains("/") || name.contains("\\");
    List<Program> found = context.machine().commands().find(name);
    Optional<Program> program =
        found.stream().filter(one -> path || one.size() >= SMALLEST).findFirst();
    if (program.isEmpty()) {
      String what = found.isEmpty() ? " is not installed" : " on PATH is the legacy one";
      return new Outcome.NotConfigured("the Databricks CLI (" + name + ")" + what);
    }
    DatabricksCli cli =
        new DatabricksCli(
            new ProfileProgram(context.machine(), config.profile(), program.get()),
            config,
            context.clock());
    TokenSource tokens = context.tokens().source(key(config), () -> cli.ask().orThrow(authType()));
    return FirstToken.kept(tokens, cli::ask)
        .orElseGet(() -> new Outcome.Chosen(new TokenCredentialSource(authType(), tokens)));
  }

  private TokenKey key(ResolvedConfig config) {
    return new TokenKey(
        config.profile(),
        Needs.value(config, Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID).orElse(""),
        authType(),
        "",
        "",
        config.scopes(),
        "");
  }
}
