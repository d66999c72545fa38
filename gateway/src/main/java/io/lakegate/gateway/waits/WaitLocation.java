package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.waiting.Expectation;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitSelection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a wait can be gone on with, by anybody who has the address: the gateway remembers nothing.
 */
final class WaitLocation {

  private final String address;

  private WaitLocation(String address) {
    this.address = address;
  }

  /**
   * The address of a wait: the poll's own target, the parameters that the client gave, and what
   * else is needed to mean the same wait.
   */
  static WaitLocation of(Exchange exchange, Started started, Catalog catalog, WaitTarget wanted) {
    StringBuilder address = new StringBuilder(profile(exchange)).append("/wait");
    address.append(started.target());
    for (RawQuery.Parameter own : wanted.own()) {
      if (!own.name().equals(WaitTarget.AFTER)) {
        append(address, own.name(), own.value());
      }
    }
    if (wanted.until().isEmpty()) {
      until(started, catalog).ifPresent(text -> append(address, WaitTarget.UNTIL, text));
    }
    return new WaitLocation(address.toString());
  }

  /**
   * The field that tells it.
   *
   * @param expectation what is still to be looked out for
   */
  HeaderField field(Expectation expectation) {
    StringBuilder location = new StringBuilder(address);
    String after = expectation.text();
    if (!after.isEmpty()) {
      append(location, WaitTarget.AFTER, after);
    }
    return new HeaderField("Location", location.toString());
  }

  private static void append(StringBuilder location, String name, String value) {
    location
        .append(location.indexOf("?") < 0 ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static Optional<String> until(Started started, Catalog catalog) {
    List<WaitDescriptor> waits =
        catalog
            .find("GET", RawQuery.pathOf(started.target()))
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
