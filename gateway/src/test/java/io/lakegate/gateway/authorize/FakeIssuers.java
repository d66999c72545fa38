package io.lakegate.gateway.authorize;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HttpTransport;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A workspace and everybody who issues tokens for it, on one loopback port. Whoever has a public
 * name is at the path {@code /~NAME}: the sockets and the bytes are real, only the name is not.
 */
final class FakeIssuers implements AutoCloseable {

  private static final Set<String> OUR_OWN = Set.of("host", "user-agent", "connection");

  private final FakeOrigin server;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<String> authorized = new CopyOnWriteArrayList<>();
  private final AtomicInteger identities = new AtomicInteger();
  private final AtomicInteger tokens = new AtomicInteger();
  private volatile String metadata = "{\"oidc_endpoint\":\"{base}/oidc\",\"workspace_id\":\"7\"}";
  private volatile Optional<String> refusal = Optional.empty();
  private volatile String rejected = "";

  FakeIssuers() throws IOException {
    server = FakeOrigin.start(this::answer);
  }

  URI url() {
    return server.url();
  }

  /** Lets the workspace tell this of itself; {@code {base}} is its address. */
  void metadata(String document) {
    metadata = document;
  }

  /** Lets everybody refuse tokens: a status line and a body. */
  void refuse(String statusLine, String body) {
    refusal = Optional.of(response(statusLine, "", body));
  }

  /** Lets the workspace refuse the token that it accepted last. */
  void reject() {
    rejected = authorized.getLast();
  }

  /** What the workspace saw of credentials, each request one text. */
  List<String> authorized() {
    return authorized;
  }

  /** What was sent to issuers since the last call, each request one text. */
  List<String> seen() {
    List<String> copy = List.copyOf(seen);
    seen.clear();
    return copy;
  }

  /** Sends what is meant for public names to this port. */
  HttpTransport between(HttpTransport real) {
    return request -> real.send(moved(request));
  }

  private ApiRequest moved(ApiRequest request) {
    URI uri = request.uri();
    if (uri.getHost().equals("127.0.0.1")) {
      return request;
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    URI here = URI.create(url() + "/~" + uri.getHost() + uri.getRawPath() + query);
    return new ApiRequest(
        request.method(), here, request.headers(), request.body(), request.timeout());
  }

  private void answer(FakeOrigin.Call call) throws IOException {
    String body = new String(call.readBody(), StandardCharsets.UTF_8);
    String target = call.requestLine().split(" ")[1];
    if (target.startsWith("/api/")) {
      call.send(workspace(call));
      return;
    }
    seen.add(told(call, body));
    call.send(issued(target));
  }

  private String workspace(FakeOrigin.Call call) {
    String credentials = String.join("\n", fields(call, "authorization", "x-databricks-azure"));
    if (credentials.equals(rejected)) {
      return response("401 Unauthorized", "", "{\"error_code\":\"UNAUTHENTICATED\"}");
    }
    authorized.add(credentials);
    return response("200 OK", "", "{}");
  }

  private String issued(String target) {
    String path = target.replaceFirst("\\?.*", "");
    if (path.endsWith("/databricks-config")) {
      return ok(metadata.replace("{base}", url().toString()));
    }
    if (path.endsWith("/oauth-authorization-server")) {
      String root = path.replaceFirst("/\\.well-known/.*", "");
      return ok("{\"token_endpoint\":\"" + url() + root + "/v1/token\"}");
    }
    if (path.equals("/aad/auth") || path.equals("/oidc/oauth2/v2.0/authorize")) {
      String location = "Location: https://login.microsoftonline.com/found/oauth2/authorize\r\n";
      return response("302 Found", location, "");
    }
    if (path.equals("/github")) {
      return ok("{\"value\":\"id-token-" + identities.incrementAndGet() + "\"}");
    }
    if (path.endsWith("/oidctoken")) {
      return ok("{\"oidcToken\":\"id-token-" + identities.incrementAndGet() + "\"}");
    }
    if (path.startsWith("/~management.azure.com/")) {
      return ok("{\"properties\":{\"workspaceUrl\":\"adb-9.9.azuredatabricks.net\"}}");
    }
    return refusal.orElseGet(this::token);
  }

  private String token() {
    long end = System.currentTimeMillis() / 1000 + 3600;
    return ok(
        "{\"access_token\":\"t%d\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\",\"expires_on\":\"%d\"}"
            .formatted(tokens.incrementAndGet(), end));
  }

  private static String ok(String body) {
    return response("200 OK", "", body);
  }

  private static String response(String statusLine, String fields, String body) {
    return "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(statusLine, fields, body.length(), body);
  }

  /** The request line, the fields that are not in every request of ours, and the form. */
  private static String told(FakeOrigin.Call call, String body) {
    List<String> lines = new ArrayList<>();
    lines.add(call.requestLine().replace(" HTTP/1.1", ""));
    lines.addAll(fields(call, ""));
    for (String field : body.split("&")) {
      if (!field.isEmpty()) {
        lines.add(URLDecoder.decode(field, StandardCharsets.UTF_8));
      }
    }
    return String.join("\n", lines);
  }

  private static List<String> fields(FakeOrigin.Call call, String... prefixes) {
    return call.head()
        .lines()
        .skip(1)
        .filter(line -> !line.isEmpty())
        .map(line -> name(line) + ":" + line.substring(line.indexOf(':') + 1))
        .filter(line -> !OUR_OWN.contains(name(line)))
        .filter(line -> List.of(prefixes).stream().anyMatch(line::startsWith))
        .filter(line -> !(name(line).equals("content-length") && !line.endsWith(" 0")))
        .sorted()
        .toList();
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
