package io.lakegate.sdk.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.google.GoogleAccount;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A key of a Google service account: the file that holds it, else the key itself as JSON. A file is
 * read again for each token.
 */
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
    Optional<String> key = key(config, context);
    if (key.isEmpty()) {
      return new Outcome.Failed(trouble(config));
    }
    String name = parsed(key.get()).map(root -> root.path("client_email").asText("")).orElse("");
    return new Outcome.Chosen(
        new GoogleCredentials(authType(), config, context)
            .of(
                name,
                () ->
                    new GoogleAccount.Key(
                        key(config, context)
                            .orElseThrow(
                                () ->
                                    new CredentialException(
                                        trouble(config), true, Optional.empty())))));
  }

  private static String trouble(ResolvedConfig config) {
    return "google_credentials from "
        + Needs.source(config, Attribute.GOOGLE_CREDENTIALS)
        + " is neither the key of a service account as JSON nor a file with one";
  }

  private static Optional<String> key(ResolvedConfig config, CredentialContext context) {
    String value = Needs.value(config, Attribute.GOOGLE_CREDENTIALS);
    return parsed(value).isPresent()
        ? Optional.of(value)
        : content(value, context).filter(text -> parsed(text).isPresent());
  }

  private static Optional<JsonNode> parsed(String text) {
    try {
      JsonNode root = text.isBlank() ? null : JSON.readTree(text);
      return Optional.ofNullable(root).filter(JsonNode::isObject).filter(node -> !node.isEmpty());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What is no path is no file. */
  private static Optional<String> content(String path, CredentialContext context) {
    try {
      return context.machine().files().read(path);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
