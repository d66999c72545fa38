package io.lakegate.sdk.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.io.UncheckedIOException;
import java.util.List;

/** A key of a Google service account: the file that holds it, else the key itself as JSON. */
final class GoogleCredentialsProvider implements CredentialProvider {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String authType() {
    return "google-credentials";
  }

  @Override
  public List<Need> needs() {
    return List.of(
        new Need.Value(Attribute.HOST),
        new Need.Value(Attribute.GOOGLE_CREDENTIALS),
        StandardProviders.ON_GCP);
  }

  @Override
  public Outcome configure(ResolvedConfig config, CredentialContext context) {
    String value = Needs.value(config, Attribute.GOOGLE_CREDENTIALS);
    return isKey(value) || isKey(content(value, context))
        ? new Outcome.Pending()
        : new Outcome.Failed(
            "google_credentials from "
                + Needs.source(config, Attribute.GOOGLE_CREDENTIALS)
                + " is neither the key of a service account as JSON nor a file with one");
  }

  private static boolean isKey(String text) {
    try {
      var root = text.isBlank() ? null : JSON.readTree(text);
      return root != null && root.isObject() && !root.isEmpty();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** What is no path is no file. */
  private static String content(String path, CredentialContext context) {
    try {
      return context.machine().files().read(path).orElse("");
    } catch (UncheckedIOException e) {
      return "";
    }
  }
}
