package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.AzureDevopsIdTokens;
import io.lakegate.sdk.oauth.ExchangeGrant;
import io.lakegate.sdk.oauth.GithubIdTokens;
import io.lakegate.sdk.oauth.IdTokenSource;
import io.lakegate.sdk.oauth.IssuerClient;
import io.lakegate.sdk.oauth.NamedGrant;
import io.lakegate.sdk.oauth.OidcDiscovery;
import io.lakegate.sdk.oauth.StoredIdToken;
import io.lakegate.sdk.oauth.TokenKey;
import java.util.List;
import java.util.Optional;

/**
 * An identity token of somebody else, exchanged for one of Databricks: workload identity
 * federation. The types differ in where the identity token comes from.
 *
 * @param detailed whether {@code authorization_details} are sent, which the Python SDK does for
 *     builds only
 */
record FederationProvider(String authType, List<Need> needs, boolean detailed, Origin origin)
    implements CredentialProvider {

  private static final String MAP_IT = "map it as SYSTEM_ACCESSTOKEN: $(System.AccessToken)";

  FederationProvider {
    needs = List.copyOf(needs);
  }

  /** A token in a variable. */
  static FederationProvider env() {
    return new FederationProvider(
        "env-oidc",
        List.of(new Need.Value(Attribute.HOST), new Need.IdTokenVariable()),
        false,
        (config, context, issuer) -> {
          String name = config.value(Attribute.OIDC_TOKEN_ENV).orElse(Need.IdTokenVariable.DEFAULT);
          return new Identity(
              "variable " + name, StoredIdToken.inVariable(name, context.machine()::variable));
        });
  }

  /** A token in a file. */
  static FederationProvider file() {
    return new FederationProvider(
        "file-oidc",
        List.of(
            new Need.Value(Attribute.HOST),
            new Need.Value(Attribute.OIDC_TOKEN_FILEPATH),
            new Need.Content(Attribute.OIDC_TOKEN_FILEPATH)),
        false,
        (config, context, issuer) -> {
          String path = Needs.value(config, Attribute.OIDC_TOKEN_FILEPATH);
          return new Identity(
              "file " + path, StoredIdToken.inFile(path, context.machine().files()));
        });
  }

  /** A job of GitHub Actions. */
  static FederationProvider github() {
    return new FederationProvider(
        "github-oidc",
        List.of(
            new Need.Value(Attribute.HOST),
            new Need.Value(Attribute.ACTIONS_ID_TOKEN_REQUEST_URL),
            new Need.Value(Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN),
            new Need.FederatedClient()),
        true,
        (config, context, issuer) -> new Identity("job", githubJob(config, issuer)));
  }

  /** A job of Azure DevOps. */
  static FederationProvider azureDevops() {
    return new FederationProvider(
        "azure-devops-oidc",
        List.of(
            new Need.Value(Attribute.HOST),
            new Need.Variable("SYSTEM_ACCESSTOKEN", MAP_IT),
            new Need.Variable("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", ""),
            new Need.Variable("SYSTEM_TEAMPROJECTID", ""),
            new Need.Variable("SYSTEM_PLANID", ""),
            new Need.Variable("SYSTEM_JOBID", ""),
            new Need.Variable("SYSTEM_HOSTTYPE", ""),
            new Need.FederatedClient()),
        true,
        (config, context, issuer) ->
            new Identity("job", new AzureDevopsIdTokens(issuer, context.machine()::variable)));
  }

  static IdTokenSource githubJob(ResolvedConfig config, IssuerClient issuer) {
    return new GithubIdTokens(
        issuer,
        Needs.value(config, Attribute.ACTIONS_ID_TOKEN_REQUEST_URL),
        Needs.value(config, Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN));
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    return Needs.missingAccount(config).orElseGet(() -> chosen(config, context));
  }

  private Outcome chosen(ResolvedConfig config, CredentialContext context) {
    IssuerClient issuer = context.issuer(authType);
    Identity identity = origin.identity(config, context, issuer);
    ExchangeGrant.Wish wish =
        new ExchangeGrant.Wish(config.value(Attribute.CLIENT_ID), config.scopes(), details(config));
    ExchangeGrant grant =
        new ExchangeGrant(issuer, new OidcDiscovery(issuer, config), identity.tokens(), wish);
    return new Outcome.Chosen(
        new TokenCredentialSource(
            authType,
            context
                .tokens()
                .source(key(config, identity.place()), new NamedGrant(authType, grant))));
  }

  private Optional<String> details(ResolvedConfig config) {
    return detailed ? config.value(Attribute.AUTHORIZATION_DETAILS) : Optional.empty();
  }

  /** Without a client, whose token it is depends on where the identity token comes from. */
  private TokenKey key(ResolvedConfig config, String place) {
    return new TokenKey(
        config.profile(),
        Needs.value(config, Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID).orElse(""),
        authType,
        config.value(Attribute.CLIENT_ID).orElse(place),
        config.value(Attribute.TOKEN_AUDIENCE).orElse(""),
        config.scopes(),
        details(config).orElse(""));
  }

  /** Finds the identity tokens of a type. */
  @FunctionalInterface
  interface Origin {
    Identity identity(ResolvedConfig config, CredentialContext context, IssuerClient issuer);
  }

  /**
   * Identity tokens.
   *
   * @param place where they come from
   * @param tokens gets one
   */
  record Identity(String place, IdTokenSource tokens) {}
}
