package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.UserAgent;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the head of an attempt: the client's fields without those that must not cross, and only
 * then what the gateway adds.
 */
final class OriginHead {

  private static final String VIA = "Via";
  private static final String WORKSPACE_ID = "X-Databricks-Workspace-Id";

  private final UserAgent userAgent;
  private final String via;

  OriginHead(UserAgent userAgent, String viaPseudonym) {
    this.userAgent = userAgent;
    this.via = "1.1 " + viaPseudonym;
  }

  void write(Exchange exchange, HttpClientRequest origin) {
    ClientRequest client = exchange.request();
    MultiMap out = origin.headers();
    OriginProfile profile = exchange.toOrigin().profile();
    copy(client, profile.ids().workspaceId().isPresent(), out);
    frame(client, origin);
    profile.ids().workspaceId().ifPresent(id -> out.set(WORKSPACE_ID, id));
    out.set(
        HttpHeaders.USER_AGENT,
        userAgent.forForwarded(client.header(HttpHeaders.USER_AGENT), profile.authType()));
    addVia(client, out);
    for (HeaderField field : exchange.credential().headers()) {
      out.set(field.name(), field.value());
    }
  }

  private static void copy(ClientRequest client, boolean ownWorkspaceId, MultiMap to) {
    MultiMap from = client.headers();
    Set<String> nominated = FieldFilter.nominated(from);
    Set<String> absorbed = client.body().absorbedFields();
    for (Map.Entry<String, String> field : from) {
      if (!FieldFilter.REQUEST.drops(field.getKey(), nominated)
          && !(ownWorkspaceId && isWorkspaceId(field.getKey()))
          && (absorbed.isEmpty() || !absorbed.contains(field.getKey().toLowerCase(Locale.ROOT)))) {
        to.add(field.getKey(), field.getValue());
      }
    }
  }

  /** The client's own, in any spelling: beside the profile's, an origin might read either. */
  private static boolean isWorkspaceId(String name) {
    return name.length() == WORKSPACE_ID.length()
        && FieldFilter.canonical(name).equalsIgnoreCase(WORKSPACE_ID);
  }

  /** Framing is the gateway's own: one length or chunks, never both (RFC 9112 6.3). */
  private static void frame(ClientRequest client, HttpClientRequest origin) {
    long length = client.body().length();
    if (length < 0) {
      origin.setChunked(true);
    } else if (length > 0 || client.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      origin.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
    }
  }

  private void addVia(ClientRequest client, MultiMap out) {
    Optional<String> passed = client.header(VIA);
    if (passed.isEmpty()) {
      out.set(VIA, via);
      return;
    }
    List<String> hops = client.headers().getAll(VIA);
    out.set(VIA, String.join(", ", hops) + ", " + via);
  }
}
