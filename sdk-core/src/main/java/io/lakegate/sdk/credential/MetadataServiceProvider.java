package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.Loopback;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.oauth.MetadataServiceGrant;
import io.lakegate.sdk.oauth.TokenKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Another token broker on this machine. Whoever knows its address has the tokens, so the address is
 * never shown, and it has to be local.
 */
final class MetadataServiceProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "metadata-service";
  }

  @Override
  public List<Need> needs() {
    return Need.values(Attribute.HOST, Attribute.METADATA_SERVICE_URL);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    String where =
        "metadata_service_url from " + Needs.source(config, Attribute.METADATA_SERVICE_URL);
    URI uri;
    try {
      uri = new URI(Needs.value(config, Attribute.METADATA_SERVICE_URL));
    } catch (URISyntaxException e) {
      return new Outcome.Failed("invalid URL: " + where + " is malformed");
    }
    boolean web =
        "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    if (!web || uri.getHost() == null) {
      return new Outcome.Failed("invalid URL: " + where + " is no http address");
    }
    if (!Loopback.isLoopback(uri)) {
      return new Outcome.Failed("invalid URL: " + where + ": only localhost URLs are allowed");
    }
    URI host = config.host().orElseThrow();
    MetadataServiceGrant grant = new MetadataServiceGrant(context.issuer(authType()), uri, host);
    return new Outcome.Chosen(
        new TokenCredentialSource(authType(), context.tokens().source(key(config), grant)));
  }

  /** Each address is a session of its own. */
  private TokenKey key(ResolvedConfig config) {
    return new TokenKey(
        config.profile(),
        Needs.value(config, Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID).orElse(""),
        authType(),
        Fingerprint.of(List.of(Needs.value(config, Attribute.METADATA_SERVICE_URL))),
        "",
        List.of(),
        "");
  }
}
