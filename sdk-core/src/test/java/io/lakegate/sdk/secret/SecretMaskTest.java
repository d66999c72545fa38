package io.lakegate.sdk.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SecretMaskTest {

  private static final String SECRET = "p@ss/w+rd é-canary";

  /** What an issuer says, and what is told of it. */
  record Told(String name, String secret, String text, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String url(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static Stream<Told> texts() {
    String form = URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    String basic = base64("cid:" + SECRET);
    return Stream.of(
        new Told("nothing of it", SECRET, "no such client", "no such client"),
        new Told("as it is", SECRET, "got '" + SECRET + "' twice", "got '***' twice"),
        new Told("form-encoded", SECRET, "got " + form + ".", "got ***."),
        new Told("percent-encoded", SECRET, "a=" + form.replace("+", "%20"), "a=***"),
        new Told("small hex", SECRET, form.toLowerCase(java.util.Locale.ROOT), "***"),
        new Told("encoded twice", SECRET, form.replace("%", "%25"), "***"),
        new Told("broken by lines", SECRET, "is p@ss/\n  w+rd\té-can\r\nary!", "is ***!"),
        new Told("escaped", "dose\"1234567", "is dose\\\"1234567", "is ***"),
        new Told("Basic", SECRET, "got Basic " + basic, "got Basic ***"),
        new Told(
            "Basic, form-encoded first", SECRET, "Basic " + base64("cid:" + form), "Basic ***"),
        new Told("of another length before", SECRET, base64("a-cid:" + SECRET) + " .", "*** ."),
        new Told("alphabet of addresses", SECRET, "key=" + url("c:" + SECRET) + " no", "*** no"),
        new Told("Basic in an address", SECRET, basic.replace("=", "%3D"), "***"),
        new Told("a JWT", SECRET, "for eyJhbGciOiJub25lIn0.e30.x", "for ***"),
        new Told("a short one", "e", "the token issuer says no", ""),
        new Told("a short one in Basic", "zz9", "got " + base64("cid:zz9"), ""),
        new Told("a short one that is not there", "zz9", "no such client", "no such client"),
        new Told("an empty one", "", "no such client", "no such client"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void apply_text_isToldWithoutTheSecret(Told row) {
    assertThat(SecretMask.of(List.of(row.secret)).apply(row.text)).isEqualTo(row.told);
  }

  @Test
  void apply_brokenBase64_hidesEachPartOfIt() {
    String basic = base64("cid:" + SECRET);
    String broken = basic.substring(0, 9) + "\n" + basic.substring(9);

    String told = SecretMask.of(List.of(SECRET)).apply("got " + broken + " and no more");

    assertThat(told).contains("***").doesNotContain(basic.substring(9)).endsWith(" and no more");
  }

  @Test
  void apply_longText_isCutBehindTheMaskNotWithinASecret() {
    String told =
        SecretMask.of(List.of(SECRET)).apply("x".repeat(490) + SECRET + "y".repeat(30_000));

    assertThat(told).hasSize(501).startsWith("xxx").contains("***y").endsWith("…");
    assertThat(SecretMask.of(List.of(SECRET)).toString()).isEqualTo("SecretMask[1]");
  }
}
