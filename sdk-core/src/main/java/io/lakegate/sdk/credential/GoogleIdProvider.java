package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.google.GoogleAccount;
import java.util.List;

/** A Google service account that whoever we are on this machine may impersonate. */
final class GoogleIdProvider implements CredentialProvider {

  @Override
  public String authType() {
    return "google-id";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need.Value(Attribute.HOST),
        new Need.Value(Attribute.GOOGLE_SERVICE_ACCOUNT),
        StandardProviders.ON_GCP);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    String email = Needs.value(config, Attribute.GOOGLE_SERVICE_ACCOUNT);
    GoogleAccount account = new GoogleAccount.Impersonated(email);
    return new Outcome.Chosen(
        new GoogleCredentials(authType(), config, context).of(email, () -> account));
  }
}
