package io.lakegate.gateway.conversation;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields of the gateway's own requests: the client's, without what describes its own message or
 * asks for another form of the answer than the one that is read here.
 */
final class OwnFields {

  private static final Set<String> ABOUT_THE_MESSAGE =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-charset",
          "content-length",
          "content-digest",
          "digest",
          "expect",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          "if-range",
          "prefer",
          "range",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "want-digest");

  private static final Set<String> ABOUT_THE_CALL =
      Set.of("idempotency-key", "content-type", "content-encoding");

  /**
   * All that crosses of a client's fields in requests that are made for others too: where they go.
   */
  static final List<String> ABOUT_THE_PLACE =
      List.of("x-databricks-workspace-id", "x-databricks-org-id");

  private OwnFields() {}

  /** The fields of one request; {@code Connection} stays, because it names what must not cross. */
  static MultiMap of(MultiMap clients, OwnRequest request, boolean shared) {
    MultiMap fields = shared ? place(clients) : crossing(clients, request);
    fields.set(HttpHeaders.ACCEPT, "application/json");
    fields.set(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
    request
        .body()
        .ifPresent(
            body -> {
              if (!fields.contains(HttpHeaders.CONTENT_TYPE)) {
                fields.set(HttpHeaders.CONTENT_TYPE, "application/json");
              }
              fields.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length));
            });
    return fields;
  }

  private static MultiMap place(MultiMap clients) {
    MultiMap fields = HttpHeaders.headers();
    for (String name : ABOUT_THE_PLACE) {
      String value = clients.get(name);
      if (value != null) {
        fields.set(name, value);
      }
    }
    return fields;
  }

  private static MultiMap crossing(MultiMap clients, OwnRequest request) {
    MultiMap fields = HttpHeaders.headers();
    for (Map.Entry<String, String> field : clients) {
      String name = field.getKey().toLowerCase(Locale.ROOT).replace('_', '-');
      if (!ABOUT_THE_MESSAGE.contains(name)
          && (request.clients() || !ABOUT_THE_CALL.contains(name))) {
        fields.add(field.getKey(), field.getValue());
      }
    }
    return fields;
  }
}
