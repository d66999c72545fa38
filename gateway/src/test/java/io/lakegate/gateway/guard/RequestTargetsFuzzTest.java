package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** A target that passes is one path of this origin, however often somebody decodes it. */
final class RequestTargetsFuzzTest {

  private static final URI ORIGIN = URI.create("https://dbc-1.cloud.databricks.com:8443");

  @DictionaryEntries({
    "/api/",
    "%2e",
    "%2f",
    "%5c",
    "%25",
    "%252e",
    "%c0%ae",
    "%e0%80%ae",
    "%00",
    "/..",
    "/./",
    ";",
    "?",
    "#",
    "\\",
    "://",
    "//",
    "@",
    "%u002e"
  })
  @FuzzTest(maxDuration = "5m")
  void check_anyTarget_passesOrIsRefused(byte[] line) {
    String target = new String(line, StandardCharsets.ISO_8859_1);
    try {
      RequestTargets.check(HttpMethod.GET, target);
    } catch (GatewayException e) {
      assertThat(e.code()).isEqualTo(ProblemCode.BAD_REQUEST_TARGET);
      return;
    }
    assertThat(target).startsWith("/").doesNotStartWith("//").matches("[!-~&&[^\\\\#]]+");
    assertHarmless(target.split("\\?", 2)[0]);
    assertSameOrigin(target);
  }

  private static void assertHarmless(String path) {
    String before = "";
    for (String now = path; !now.equals(before); now = decoded(now)) {
      before = now;
      assertThat(now).doesNotContain("\\").doesNotMatch("(?s).*[\\x00-\\x1f\\x7f].*");
      for (String segment : now.split("/", -1)) {
        assertThat(segment.split(";", 2)[0]).isNotIn(".", "..");
      }
    }
  }

  /** Decodes what is percent-encoded, once and leniently, overlong forms of UTF-8 included. */
  private static String decoded(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("%", i) && text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
        out.write(Integer.parseInt(text, i + 1, i + 3, 16));
        i += 2;
      } else {
        out.write(text.charAt(i));
      }
    }
    return out.toString(StandardCharsets.ISO_8859_1)
        .replaceAll("(?:\\xc0|\\xe0\\x80|\\xf0\\x80\\x80)\\xae", ".")
        .replaceAll("(?:\\xc0|\\xe0\\x80|\\xf0\\x80\\x80)\\xaf", "/");
  }

  private static void assertSameOrigin(String target) {
    try {
      URI resolved = ORIGIN.resolve(new URI(target));
      assertThat(resolved.getScheme()).isEqualTo(ORIGIN.getScheme());
      assertThat(resolved.getRawAuthority()).isEqualTo(ORIGIN.getRawAuthority());
    } catch (URISyntaxException e) {
      // Characters such as '|' cross, though Java's own class does not take them.
      assertThat(target).containsPattern("[^!$&-;=?-Z_a-z~%]|%");
    }
  }
}
