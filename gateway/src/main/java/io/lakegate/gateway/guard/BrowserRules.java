package io.lakegate.gateway.guard;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.MultiMap;
import java.util.Optional;
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
    Optional<String> origin = Optional.ofNullable(headers.get("origin"));
    if (origin.isPresent()) {
      if (allowedOrigins.contains(origin.get())) {
        return;
      }
      if (kind == Kind.DATA || !origin.get().equals("http://" + host)) {
        throw refused("it carries an Origin field");
      }
    }
    String site = headers.get("sec-fetch-site");
    if (site != null && !site.equals("none") && !site.equals("same-origin")) {
      throw refused("its Sec-Fetch-Site says that another site sent it");
    }
    if (kind == Kind.DATA && "navigate".equals(headers.get("sec-fetch-mode"))) {
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
