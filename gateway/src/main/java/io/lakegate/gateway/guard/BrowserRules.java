package io.lakegate.gateway.guard;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;

/**
 * Refuses what a page in a browser sends, on every method: credentials are ambient here, so a read
 * is as sensitive as a write.
 *
 * @param kind which listener is guarded
 * @param allowedOrigins origins that are let through all the same, exact, for instance {@code
 *     http://localhost:3000}
 */
public record BrowserRules(Kind kind, Set<String> allowedOrigins) {

  /** Which listener is guarded. */
  public enum Kind {
    /** No page has any business here: any Origin and any navigation is refused. */
    DATA,
    /** The console is a page of our own: same-origin requests and navigation pass. */
    ADMIN
  }

  private static final Set<String> OWN_SITES = Set.of("none", "same-origin");

  /** Copies the set. */
  public BrowserRules {
    allowedOrigins = Set.copyOf(allowedOrigins);
  }

  /**
   * Checks a request.
   *
   * @param host the Host field, already checked
   * @throws GatewayException {@code BROWSER_REQUEST_REFUSED}
   */
  public void check(MultiMap headers, String host) {
    List<String> origins = headers.getAll("origin");
    if (!origins.isEmpty()) {
      if (allowedOrigins.containsAll(origins)) {
        return;
      }
      if (kind == Kind.DATA || !Set.of("http://" + host).containsAll(origins)) {
        throw refused("it carries an Origin field");
      }
    }
    // A second field of the same name must not hide behind a harmless first one.
    if (!OWN_SITES.containsAll(headers.getAll("sec-fetch-site"))) {
      throw refused("its Sec-Fetch-Site says that another site sent it");
    }
    if (kind == Kind.DATA
        && headers.getAll("sec-fetch-mode").stream().anyMatch("navigate"::equalsIgnoreCase)) {
      throw refused("its Sec-Fetch-Mode says that it is a navigation");
    }
  }

  private static GatewayException refused(String why) {
    return new GatewayException(
        ProblemCode.BROWSER_REQUEST_REFUSED,
        "The request comes from a web page: "
            + why
            + ". Call the gateway from a program, or list the page's origin under"
            + " 'guard.allowed-origins'.");
  }
}
