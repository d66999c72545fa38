package io.lakegate.gateway.exchange;

/**
 * The family of origin endpoints that a path belongs to, with what differs between them.
 *
 * <p>Source of the silence limits: the Databricks SDKs wait 60 s for an answer; statements and
 * model calls are known to think longer.
 */
public enum EndpointKind {
  /** The REST API, {@code /api/**}. */
  API("/api"),
  /** Model serving, {@code /serving-endpoints/**}. */
  SERVING("/serving-endpoints"),
  /** The AI gateway, {@code /ai-gateway/**}. */
  AI_GATEWAY("/ai-gateway"),
  /** SQL warehouses over HTTP, {@code /sql/**}. */
  SQL("/sql"),
  /** The driver proxy of a cluster, {@code /driver-proxy-api/**}. */
  DRIVER_PROXY("/driver-proxy-api"),
  /** A path that was opened by configuration. */
  OTHER("other");

  private final String label;

  EndpointKind(String label) {
    this.label = label;
  }

  /** The label in metrics. */
  public String label() {
    return label;
  }

  /** Whether a rate limiter of the profile stands before it, and slows down at each 429. */
  public boolean isLimited() {
    return this == API;
  }

  /** The kind of a target that begins with one slash. */
  public static EndpointKind of(String target) {
    for (EndpointKind kind : VALUES) {
      if (isAtOrBelow(kind.label, target)) {
        return kind;
      }
    }
    return OTHER;
  }

  /** Whether a target's path is the one given or lies below it. */
  public static boolean isAtOrBelow(String path, String target) {
    int end = path.length();
    return target.startsWith(path)
        && (target.length() == end || target.charAt(end) == '/' || target.charAt(end) == '?');
  }

  private static final EndpointKind[] VALUES = values();
}
