package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.EntraTenant;
import io.lakegate.sdk.oauth.TokenGrant;
import io.lakegate.sdk.oauth.TokenKey;
import io.lakegate.sdk.oauth.TokenSource;
import io.lakegate.sdk.oauth.WorkspaceLookup;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whoever is logged in to the Azure CLI. */
final class AzureCliProvider implements CredentialProvider {

  private static final String AUTH_TYPE = "azure-cli";

  private static final String PROGRAM = "az";

  @Override
  public String authType() {
    return AUTH_TYPE;
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

  /**
   * Which tenant a host belongs to is asked of it only when a token is needed. Until then any token
   * shows that somebody is logged in, but only one of a tenant that is certain is kept.
   */
  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    Program az = context.machine().commands().find(PROGRAM).getFirst();
    AzureCli cli =
        new AzureCli(
            new ProfileProgram(context.machine(), config.profile(), az),
            config,
            context.clock(),
            ZoneId.systemDefault());
    EntraTenant discovered =
        AzureClientSecretProvider.tenant(config, context.issuer(AUTH_TYPE), "/aad/auth");
    Login login = new Login(config, context, cli, discovered);
    String databricks = config.databricksEnvironment().azureApplicationId();
    TokenSource tokens = login.tokens(databricks);
    Optional<String> tenant = config.value(Attribute.AZURE_TENANT_ID);
    Supplier<ProgramReply> program = () -> cli.ask(databricks, tenant);
    boolean certain = tenant.isPresent() || config.host().isEmpty();
    Optional<Outcome> obstacle =
        certain ? FirstToken.kept(tokens, program) : FirstToken.tried(tokens, program);
    return obstacle.orElseGet(() -> new Outcome.Chosen(login.source(tokens), login.lookup()));
  }

  /** A login as one profile uses it. */
  private record Login(
      ResolvedConfig config, CredentialContext context, AzureCli cli, EntraTenant tenant) {

    TokenSource tokens(String resource) {
      TokenKey key =
          new TokenKey(
              config.profile(),
              config
                  .value(Attribute.HOST)
                  .or(() -> config.value(Attribute.AZURE_WORKSPACE_RESOURCE_ID))
                  .orElse(""),
              config.value(Attribute.ACCOUNT_ID).orElse(""),
              AUTH_TYPE,
              config.value(Attribute.AZURE_TENANT_ID).orElse(""),
              resource,
              List.of(),
              "");
      return context.tokens().source(key, grant(resource));
    }

    private TokenGrant grant(String resource) {
      return () -> cli.ask(resource, tenant.find()).orThrow(AUTH_TYPE);
    }

    /** Where no host is configured. */
    Optional<WorkspaceLookup> lookup() {
      return WorkspaceLookup.of(config, context.issuer(AUTH_TYPE), this::grant);
    }

    /** The token for the management of Azure goes with the workspace's resource id only. */
    CredentialSource source(TokenSource tokens) {
      Optional<String> resourceId = config.value(Attribute.AZURE_WORKSPACE_RESOURCE_ID);
      if (resourceId.isEmpty()) {
        return new TokenCredentialSource(AUTH_TYPE, tokens);
      }
      String management = config.azureEnvironment().serviceManagement().toString();
      return new TwoTokenSource(
          AUTH_TYPE, new TwoTokenSource.Parts(tokens, tokens(management), true, resourceId));
    }
  }
}
