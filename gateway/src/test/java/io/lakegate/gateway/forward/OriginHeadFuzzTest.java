package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakegate.gateway.exchange.BytesBody;
import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.limit.ClientKey;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the gateway says of a request stands in its head once, whatever the client says. */
final class OriginHeadFuzzTest {

  private static final OriginHead HEAD =
      new OriginHead(UserAgent.create(Map.<String, String>of()::get, "25", "Linux"), "lakegate-1");

  private static final Credential CREDENTIAL =
      new Credential(List.of(new HeaderField("Authorization", "Bearer ours")), Optional.empty());

  @DictionaryEntries({
    "Connection:",
    "Authorization:",
    "Content-Length:",
    "Host:",
    "User-Agent:",
    "Via:",
    "_",
    "X-Databricks-Workspace-Id:",
    "X_Databricks_Workspace_Id:",
    "Accept:"
  })
  @FuzzTest(maxDuration = "5m")
  void write_anyFields_ownOnesStandOnce(byte[] head) {
    MultiMap client = fields(head);
    MultiMap sent = MultiMap.caseInsensitiveMultiMap();
    HEAD.write(exchange(client), request(sent));

    assertThat(values(sent, "authorization")).containsExactly("Bearer ours");
    assertThat(values(sent, "content-length")).containsExactly("3");
    assertThat(values(sent, "x-databricks-workspace-id")).containsExactly("7");
    assertThat(values(sent, "user-agent")).hasSize(1);
    assertThat(values(sent, "via")).singleElement().asString().endsWith("1.1 lakegate-1");
    assertThat(values(sent, "host")).isEmpty();
    assertThat(values(sent, "transfer-encoding")).isEmpty();
    assertThat(values(sent, "connection")).isEmpty();
  }

  private static MultiMap fields(byte[] head) {
    MultiMap fields = MultiMap.caseInsensitiveMultiMap();
    for (String line : new String(head, StandardCharsets.ISO_8859_1).split("\n")) {
      int colon = line.indexOf(':');
      String value = line.substring(colon + 1).strip();
      if (line.substring(0, Math.max(colon, 0)).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
          && value.matches("[\t -~\\x80-\\xff]*")) {
        fields.add(line.substring(0, colon), value);
      }
    }
    return fields;
  }

  private static List<String> values(MultiMap fields, String name) {
    List<String> values = new ArrayList<>();
    fields.forEach(
        field -> {
          if (field.getKey().toLowerCase(Locale.ROOT).replace('_', '-').equals(name)) {
            values.add(field.getValue());
          }
        });
    return values;
  }

  private static Exchange exchange(MultiMap headers) {
    Duration minute = Duration.ofMinutes(1);
    OriginProfile profile =
        new OriginProfile(
            "DEFAULT",
            URI.create("https://dbc-1.cloud.databricks.com"),
            "pat",
            new OriginProfile.Ids(Optional.empty(), Optional.of("7"), "AWS", "workspace"),
            new OriginProfile.ExchangeLimits(
                minute,
                new OriginProfile.Silence(minute, minute, minute),
                new OriginProfile.AnswerBudget(minute, minute),
                0));
    return Exchange.begin(
            "0123456789abcdef",
            new ClientRequest(
                HttpMethod.POST,
                "/api/2.0/x",
                HttpVersion.HTTP_1_1,
                headers,
                new BytesBody(Buffer.buffer("abc"))),
            new Entrance("data", Optional.empty()),
            new ClientPresence(ClientKey.named("test")),
            new ExchangeTrace(0))
        .withRoute(new Route.ToOrigin(profile, "/api/2.0/x", EndpointKind.API))
        .withCredential(CREDENTIAL);
  }

  /** A request of which only the fields are of interest. */
  private static HttpClientRequest request(MultiMap fields) {
    return (HttpClientRequest)
        Proxy.newProxyInstance(
            HttpClientRequest.class.getClassLoader(),
            new Class<?>[] {HttpClientRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "headers" -> fields;
                  case "putHeader" -> {
                    fields.set(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
                    yield proxy;
                  }
                  case "setChunked" -> throw new AssertionError("the body has a length");
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
