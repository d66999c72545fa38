package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.List;
import java.util.Optional;

/** A personal access token, sent as it is. */
final class PatProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "pat";
  }

  @Override
  public List<Need> needs() {
    return Need.values(Attribute.HOST, Attribute.TOKEN);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    String token = Needs.value(config, Attribute.TOKEN);
    String source = Needs.source(config, Attribute.TOKEN);
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      return new Outcome.Failed(
          "the token from "
              + source
              + " holds a space, a line break or another character that no token has");
    }
    Credential credential = Credential.authorization("Bearer " + token, Optional.empty());
    return new Outcome.Chosen(new StaticCredentialSource(authType(), credential, source));
  }
}
