package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A user's name and password (RFC 7617, in UTF-8). */
final class BasicProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "basic";
  }

  @Override
  public List<Need> needs() {
    return Need.values(Attribute.HOST, Attribute.USERNAME, Attribute.PASSWORD);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    String username = Needs.value(config, Attribute.USERNAME);
    if (username.contains(":")) {
      return new Outcome.Failed(
          "the username from "
              + Needs.source(config, Attribute.USERNAME)
              + " holds a colon, which HTTP Basic cannot carry");
    }
    String pair = username + ":" + Needs.value(config, Attribute.PASSWORD);
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Credential credential = Credential.authorization("Basic " + encoded, Optional.empty());
    String source = Needs.source(config, Attribute.PASSWORD);
    return new Outcome.Chosen(new StaticCredentialSource(authType(), credential, source));
  }
}
