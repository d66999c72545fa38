package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitSelection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a wait can be gone on with, by anybody who has the address: the gateway remembers nothing.
 */
final class WaitLocation {

  private WaitLocation() {}

  /**
   * The field that tells it: the poll's own target, the parameters that the client gave, and what
   * else is needed to mean the same wait.
   */
  static HeaderField of(Exchange exchange, Started started, Catalog catalog, WaitTarget wanted) {
    StringBuilder location = new StringBuilder(profile(exchange)).append("/wait");
    location.append(started.target());
    char separator = started.target().indexOf('?') < 0 ? '?' : '&';
    for (RawQuery.Parameter own : parameters(started, catalog, wanted)) {
      location
          .append(separator)
          .append(own.name())
          .append('=')
          .append(URLEncoder.encode(own.value(), StandardCharsets.UTF_8));
      separator = '&';
    }
    return new HeaderField("Location", location.toString());
  }

  private static List<RawQuery.Parameter> parameters(
      Started started, Catalog catalog, WaitTarget wanted) {
    List<RawQuery.Parameter> parameters = new ArrayList<>();
    for (RawQuery.Parameter own : wanted.own()) {
      if (!own.name().equals(WaitTarget.AFTER)) {
        parameters.add(own);
      }
    }
    if (wanted.until().isEmpty()) {
      until(started, catalog)
          .ifPresent(text -> parameters.add(new RawQuery.Parameter(WaitTarget.UNTIL, text)));
    }
    String after = started.expectation().text();
    if (!after.isEmpty()) {
      parameters.add(new RawQuery.Parameter(WaitTarget.AFTER, after));
    }
    return parameters;
  }

  private static Optional<String> until(Started started, Catalog catalog) {
    String target = started.target();
    int query = target.indexOf('?');
    List<WaitDescriptor> waits =
        catalog
            .find("GET", query < 0 ? target : target.substring(0, query))
            .map(Endpoint::pollsWaits)
            .orElse(List.of());
    return WaitSelection.until(started.descriptor(), waits);
  }

  /** Who named a profile gets it back; who did not is served the same one by default. */
  private static String profile(Exchange exchange) {
    boolean named =
        exchange.request().target().startsWith("/@")
            || exchange.request().header("lakegate-profile").isPresent();
    return named
        ? "/@"
            + URLEncoder.encode(exchange.trace().profile(), StandardCharsets.UTF_8)
                .replace("+", "%20")
        : "";
  }
}
