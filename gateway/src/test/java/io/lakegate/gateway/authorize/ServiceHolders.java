package io.lakegate.gateway.authorize;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.GoogleKey;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tokens that services give. */
final class ServiceHolders {

  private ServiceHolders() {}

  private static String json(int status, String body) {
    return "HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  /** A service on a port of its own, and what it was asked. */
  abstract static class Service implements TokenHolder {

    private final FakeOrigin service = FakeOrigin.start(this::answer);
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile String token = "";
    private volatile Instant end = Instant.EPOCH;

    Service() throws IOException {}

    private void answer(FakeOrigin.Call call) throws IOException {
      String body = new String(call.readBody(), StandardCharsets.UTF_8);
      asked.add(call.requestLine() + " " + told(call, body));
      call.send(token.isEmpty() ? refusal() : given(body, token, end));
    }

    /** What a request says, in short. */
    abstract String told(FakeOrigin.Call call, String body);

    abstract String given(String body, String token, Instant end);

    abstract String refusal();

    FakeOrigin service() {
      return service;
    }

    @Override
    public void gives(String text, Instant until) {
      end = until;
      token = text;
    }

    @Override
    public void refuses() {
      token = "";
    }

    @Override
    public List<String> asked() {
      List<String> all = new ArrayList<>(asked);
      asked.clear();
      return all;
    }

    @Override
    public void close() throws IOException {
      service.close();
    }
  }

  /** A metadata service. */
  static final class Metadata extends Service {

    Metadata() throws IOException {}

    @Override
    public void configure(TestGateway.Builder gateway, FakeOrigin origin) {
      gateway
          .env("DATABRICKS_HOST", origin.url().toString())
          .env(
              "DATABRICKS_METADATA_SERVICE_URL",
              service().url() + "/metadata/canary-path?q=canary-query");
    }

    @Override
    String told(FakeOrigin.Call call, String body) {
      return "version "
          + call.field("x-databricks-metadata-version")
          + " for "
          + call.field("x-databricks-host")
          + " "
          + call.field("authorization");
    }

    @Override
    String given(String body, String token, Instant end) {
      return json(
          200,
          "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_on\":%d}"
              .formatted(token, end.getEpochSecond()));
    }

    @Override
    String refusal() {
      return json(404, "{\"error\":\"gone\",\"message\":\"/metadata/canary-path is not served\"}");
    }
  }

  /** Google's token endpoint for a service account. */
  static final class Google extends Service {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:";

    private final GoogleKey key = GoogleKey.create();

    Google() throws IOException {}

    @Override
    public void configure(TestGateway.Builder gateway, FakeOrigin origin) {
      gateway
          .env("DATABRICKS_HOST", origin.url().toString())
          .env("DATABRICKS_CLOUD", "GCP")
          .env("GOOGLE_CREDENTIALS", key.json(service().url().resolve("/token")));
    }

    @Override
    String told(FakeOrigin.Call call, String body) {
      JsonNode claims = claims(body);
      return field(body, "grant_type").replace(GRANT, "")
          + " as "
          + claims.path("iss").asText()
          + " for "
          + claims.path("target_audience").asText(claims.path("scope").asText());
    }

    @Override
    String given(String body, String token, Instant end) {
      JsonNode audience = claims(body).path("target_audience");
      return audience.isMissingNode()
          ? json(200, "{\"access_token\":\"access-%s\",\"expires_in\":3600}".formatted(token))
          : json(
              200,
              "{\"id_token\":\"%s\"}".formatted(GoogleKey.idToken(audience.asText(), token, end)));
    }

    @Override
    String refusal() {
      return json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"account not found\"}");
    }

    private JsonNode claims(String body) {
      return key.claims(field(body, "assertion"));
    }

    private static String field(String body, String name) {
      for (String pair : body.split("&")) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      return "";
    }
  }
}
