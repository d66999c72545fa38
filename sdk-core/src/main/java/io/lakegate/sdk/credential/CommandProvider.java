package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.TokenKey;
import java.util.List;

/**
 * A program of the user's own that prints tokens: what a custom credentials provider is in the
 * SDKs. Whether it does is seen when a token is needed.
 */
final class CommandProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "command";
  }

  @Override
  public List<Need> needs() {
    return List.of(new Need.Value(Attribute.HOST), new Need.Command());
  }

  @Override
  public Standing standing() {
    return Standing.BY_NAME;
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    String name = config.command().getFirst();
    List<Program> found = context.machine().commands().find(name);
    if (found.isEmpty()) {
      return new Outcome.NotConfigured(
          "the program %s of %s is not installed: expected a path, or a name on PATH"
              .formatted(name, Need.Command.SETTING));
    }
    TokenCommand command =
        new TokenCommand(
            new ProfileProgram(context.machine(), config.profile(), found.getFirst()),
            config,
            context.clock());
    return new Outcome.Chosen(
        new TokenCredentialSource(
            authType(),
            context.tokens().source(key(config), () -> command.ask().orThrow(authType()))));
  }

  private TokenKey key(ResolvedConfig config) {
    return new TokenKey(
        config.profile(),
        Needs.value(config, Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID).orElse(""),
        authType(),
        Fingerprint.of(config.command()),
        "",
        List.of(),
        "");
  }
}
