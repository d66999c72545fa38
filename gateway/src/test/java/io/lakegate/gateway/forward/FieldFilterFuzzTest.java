package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No field of one hop and no credential crosses, in any spelling; everything else does. */
final class FieldFilterFuzzTest {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  private static final Set<String> KEPT_FROM_ORIGIN =
      Set.of(
          "host",
          "content-length",
          "expect",
          "authorization",
          "cookie",
          "x-api-key",
          "api-key",
          "forwarded",
          "x-real-ip",
          "via",
          "user-agent",
          "x-databricks-azure-sp-management-token",
          "x-databricks-gcp-sa-access-token",
          "x-databricks-azure-workspace-resource-id");

  private static final Set<String> KEPT_FROM_CLIENT =
      Set.of(
          "set-cookie", "set-cookie2", "strict-transport-security", "alt-svc", "clear-site-data");

  @DictionaryEntries({
    "Connection:",
    "Authorization:",
    "close, ",
    "Proxy_Authorization:",
    "x_forwarded_for:",
    "Host:",
    "Content-Length:",
    "Set-Cookie:",
    "TE: trailers",
    "Lakegate-",
    "Access-Control-",
    "keep-alive",
    "_",
    "X-"
  })
  @FuzzTest(maxDuration = "5m")
  void drops_anyFields_keepsBackWhatMustNotCross(byte[] head) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String line : new String(head, StandardCharsets.ISO_8859_1).split("\n")) {
      int colon = line.indexOf(':');
      if (line.substring(0, Math.max(colon, 0)).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    }
    Set<String> nominated = FieldFilter.nominated(headers);
    Set<String> named = namedInConnection(headers);
    for (Map.Entry<String, String> field : headers) {
      String name = spelledPlainly(field.getKey());
      boolean ofThisHop = HOP_BY_HOP.contains(name) || named.contains(name);
      boolean ours = name.startsWith("proxy-") || name.startsWith("lakegate-");
      assertThat(FieldFilter.REQUEST.drops(field.getKey(), nominated))
          .as(name)
          .isEqualTo(
              ofThisHop
                  || ours
                  || KEPT_FROM_ORIGIN.contains(name)
                  || name.startsWith("x-forwarded-"));
      assertThat(FieldFilter.RESPONSE.drops(field.getKey(), nominated))
          .as(name)
          .isEqualTo(
              ofThisHop
                  || ours
                  || KEPT_FROM_CLIENT.contains(name)
                  || name.startsWith("access-control-"));
    }
  }

  private static Set<String> namedInConnection(MultiMap headers) {
    List<String> lines = headers.getAll("Connection");
    return lines.stream()
        .flatMap(line -> Stream.of(line.split(",")))
        .map(name -> spelledPlainly(name.strip()))
        .filter(name -> !name.equals("close"))
        .collect(Collectors.toSet());
  }

  private static String spelledPlainly(String name) {
    return Arrays.stream(name.split("[-_]", -1))
        .map(part -> part.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("-"));
  }
}
