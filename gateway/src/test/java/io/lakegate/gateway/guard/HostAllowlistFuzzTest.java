package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that pass are the ones that were allowed, and no others. */
final class HostAllowlistFuzzTest {

  private static final HostAllowlist HOSTS = new HostAllowlist(List.of("gateway.internal"));

  /** The same rule, read another way: an allowed name, and up to five digits. */
  private static final Pattern ALLOWED =
      Pattern.compile(
          "(?i:localhost|127\\.0\\.0\\.1|\\[::1]|gateway\\.internal)(?::([0-9]{0,5}))?");

  @DictionaryEntries({
    "localhost",
    "127.0.0.1",
    "[::1]",
    "gateway.internal",
    ":65535",
    ":65536",
    "@",
    ".",
    "[::ffff:7f00:1]",
    "%",
    "\\xc4\\xb0"
  })
  @FuzzTest(maxDuration = "5m")
  void check_anyHost_passesAsTheRuleSays(byte[] fields) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    String[] values = new String(fields, StandardCharsets.ISO_8859_1).split("\n", -1);
    for (String value : values) {
      headers.add("Host", value);
    }
    assertThat(passes(headers)).isEqualTo(values.length == 1 && isAllowed(values[0]));
  }

  private static boolean passes(MultiMap headers) {
    try {
      HOSTS.check(headers);
      return true;
    } catch (GatewayException e) {
      assertThat(e.code()).isIn(ProblemCode.BAD_HOST, ProblemCode.HOST_NOT_ALLOWED);
      return false;
    }
  }

  private static boolean isAllowed(String host) {
    Matcher allowed = ALLOWED.matcher(host);
    return allowed.matches()
        && (allowed.group(1) == null
            || allowed.group(1).isEmpty()
            || Integer.parseInt(allowed.group(1)) <= 65_535);
  }
}
