package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.IssuerClient;
import io.lakegate.sdk.oauth.M2mGrant;
import io.lakegate.sdk.oauth.OidcDiscovery;
import io.lakegate.sdk.oauth.TokenKey;
import java.util.List;

/** A service principal with a secret of Databricks' own OAuth server. */
final class OauthM2mProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "oauth-m2m";
  }

  @Override
  public List<Need> needs() {
    return Need.values(Attribute.HOST, Attribute.CLIENT_ID, Attribute.CLIENT_SECRET);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    boolean endpointKnown =
        config.value(Attribute.ACCOUNT_ID).isPresent()
            || config.value(Attribute.DISCOVERY_URL).isPresent();
    if (config.hostKind() == HostKind.ACCOUNT && !endpointKnown) {
      return new Outcome.Failed("account_id is required for OAuth at an account host");
    }
    M2mGrant grant = grant(config, context);
    return new Outcome.Chosen(
        new TokenCredentialSource(authType(), context.tokens().source(key(config), grant)));
  }

  private M2mGrant grant(ResolvedConfig config, CredentialContext context) {
    IssuerClient issuer = context.issuer(authType());
    M2mGrant.Client client =
        new M2mGrant.Client(
            Needs.value(config, Attribute.CLIENT_ID),
            Needs.value(config, Attribute.CLIENT_SECRET),
            config.scopes(),
            config.value(Attribute.AUTHORIZATION_DETAILS));
    return new M2mGrant(issuer, new OidcDiscovery(issuer, config), client);
  }

  private TokenKey key(ResolvedConfig config) {
    return new TokenKey(
        config.profile(),
        Needs.value(config, Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID).orElse(""),
        authType(),
        Needs.value(config, Attribute.CLIENT_ID),
        "",
        config.scopes(),
        config.value(Attribute.AUTHORIZATION_DETAILS).orElse(""));
  }
}
