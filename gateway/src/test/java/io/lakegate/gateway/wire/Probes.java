package io.lakegate.gateway.wire;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** What clients write that must get to their own profile's origin alone, or to none. */
final class Probes {

  /** In whatever clients claim to be, and in lower case. */
  static final String CANARY = "canary";

  private static final AtomicLong NUMBER = new AtomicLong();

  /** Fields that no origin may get, in several spellings; none ends the connection. */
  private static final List<String> TRICKS =
      List.of(
          "Authorization: Bearer canary",
          "Authorization: Bearer credential-of-%s",
          "aUTHORIZATION: Basic canary",
          "Cookie: session=canary",
          "x-api-key: canary",
          "X_Api_Key: canary",
          "api-key: canary",
          "API_KEY: credential-of-%s",
          "Proxy-Authorization: Basic canary",
          "Proxy_Authorization: Bearer credential-of-%s",
          "Connection: Authorization",
          "Connection: Host, Content-Length, Authorization, User-Agent, Via",
          "Connection: X-Canary\r\nX-Canary: canary",
          "Connection: x_canary\r\nX-Canary: canary",
          "X-Databricks-Azure-SP-Management-Token: canary",
          "X_Databricks_Azure_SP_Management_Token: canary",
          "X-Databricks-GCP-SA-Access-Token: canary",
          "x_databricks_gcp_sa_access_token: credential-of-%s",
          "X-Databricks-Azure-Workspace-Resource-Id: canary",
          "Forwarded: host=canary",
          "X-Forwarded-Host: canary",
          "X_Forwarded_For: canary",
          "X-Real-IP: canary",
          "Lakegate_Profile: %s",
          "Lakegate-Session: canary",
          "LAKEGATE_REQUEST: canary",
          "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: canary",
          "Keep-Alive: canary",
          "TE: trailers\r\nTrailer: canary");

  /** Fields that make a request ambiguous, and what follows it another request to some reader. */
  private static final List<String> SMUGGLES =
      List.of(
          "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked\r\nContent-Length: 400\r\n\r\n0\r\n\r\n",
          "Content-Length: 0\r\nContent-Length: 400\r\n\r\n",
          "Content-Length: 0, 0\r\n\r\n",
          "Content-Length: +0\r\n\r\n",
          "Content-Length : 400\r\n\r\n",
          "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
          "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
          "X-A: b\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "X-A: b\u0000\r\n\r\n",
          "Host: evil.example\r\n\r\n",
          "Authorization: a\r\nAuthorization: b\r\n\r\n");

  private static final List<String> BAD_HOSTS =
      List.of(
          "",
          "Host:\r\n",
          "Host: evil.example\r\n",
          "Host: localhost, evil.example\r\n",
          "Host: localhost@evil.example\r\n",
          "Host: localhost\r\nHost: localhost\r\n");

  /** What becomes of a probe. */
  sealed interface Verdict {
    /** It is answered by its profile's origin. */
    record Echo(String profile, String nonce) implements Verdict {}

    /** It names a profile that its listener does not serve. */
    record NotServed() implements Verdict {}

    /** It is refused, and nothing more is read from its connection. */
    record Closed() implements Verdict {}
  }

  /**
   * One request.
   *
   * @param text its bytes, as ISO 8859-1
   */
  record Probe(String text, String method, Verdict verdict) {
    boolean closes() {
      return verdict instanceof Verdict.Closed;
    }
  }

  private final RandomGenerator random;
  private final String own;
  private final String other;
  private final boolean pinned;
  private final List<String> hosts;

  /**
   * Creates the requests for one listener.
   *
   * @param own the profile that it serves where none is named
   * @param other another profile that the gateway serves
   * @param pinned whether it serves no other
   * @param otherAuthority where the other profile's origin is
   */
  Probes(RandomGenerator random, String own, String other, boolean pinned, String otherAuthority) {
    this.random = random;
    this.own = own;
    this.other = other;
    this.pinned = pinned;
    this.hosts = List.of("localhost", "[::1]", "LOCALHOST:80", otherAuthority);
  }

  /** The next request. */
  Probe next() {
    int kind = random.nextInt(100);
    if (kind < 62) {
      return ordinary(own, "", "");
    }
    if (kind < 74) {
      return random.nextBoolean()
          ? ordinary(own, "/@" + own, "")
          : ordinary(own, "", "Lakegate-Profile: " + own + "\r\n");
    }
    if (kind < 94) {
      return elsewhere();
    }
    return refused();
  }

  private Probe elsewhere() {
    boolean byPath = random.nextBoolean();
    String prefix = byPath ? "/@" + other : "";
    String field = byPath ? "" : "Lakegate-Profile: " + other + "\r\n";
    Probe probe = ordinary(other, prefix, field);
    return pinned ? new Probe(probe.text, probe.method, new Verdict.NotServed()) : probe;
  }

  private String nonce(String profile) {
    return profile + "-" + NUMBER.incrementAndGet() + "-" + Long.toHexString(random.nextLong());
  }

  private Probe ordinary(String profile, String prefix, String field) {
    String nonce = nonce(profile);
    String method = pick(List.of("GET", "GET", "GET", "HEAD", "DELETE", "PUT", "PUT", "POST"));
    StringBuilder text = new StringBuilder(start(method, prefix, nonce));
    text.append("Host: ").append(pick(hosts)).append("\r\n").append(field);
    for (String trick : tricks()) {
      text.append(trick.formatted(other)).append("\r\n");
    }
    if (method.startsWith("P")) {
      text.append(
          random.nextBoolean()
              ? "Content-Length: " + nonce.length() + "\r\n\r\n" + nonce
              : "Transfer-Encoding: chunked\r\n\r\n"
                  + Integer.toHexString(nonce.length())
                  + ";x=y\r\n"
                  + nonce
                  + "\r\n0\r\n\r\n");
    } else {
      text.append("\r\n");
    }
    return new Probe(text.toString(), method, new Verdict.Echo(profile, nonce));
  }

  private static String start(String method, String prefix, String nonce) {
    return "%s %s/api/2.0/echo/%s?n=%s HTTP/1.1\r\nX-Nonce: %s\r\n"
        .formatted(method, prefix, nonce, nonce, nonce);
  }

  /** At most one of a kind: a singleton that comes twice is refused. */
  private List<String> tricks() {
    int first = random.nextInt(TRICKS.size());
    int second = (first + 5 + random.nextInt(TRICKS.size() - 10)) % TRICKS.size();
    return switch (random.nextInt(3)) {
      case 0 -> List.of();
      case 1 -> List.of(TRICKS.get(first));
      default -> List.of(TRICKS.get(first), TRICKS.get(second));
    };
  }

  /** What follows in the same bytes would be a request of its own, to the other profile. */
  private Probe refused() {
    String smuggled =
        start("GET", pinned ? "" : "/@" + other, nonce("smuggled")) + "Host: localhost\r\n\r\n";
    String start = start("POST", "", nonce("smuggled"));
    String text =
        random.nextBoolean()
            ? start + "Host: localhost\r\n" + pick(SMUGGLES)
            : start + pick(BAD_HOSTS) + "Content-Length: 0\r\n\r\n";
    return new Probe(text + smuggled, "POST", new Verdict.Closed());
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
