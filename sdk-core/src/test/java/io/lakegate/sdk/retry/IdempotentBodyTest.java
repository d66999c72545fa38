package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.sdk.retry.IdempotentBody.GivenToken;
import io.lakegate.sdk.retry.IdempotentBody.LeftAsItIs;
import io.lakegate.sdk.retry.IdempotentBody.OwnToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotentBodyTest {

  private static final String FIELD = "idempotency_token";

  /**
   * A body and what becomes of it.
   *
   * @param expected the body with the token {@code T}
   */
  record Given(String name, String body, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Given> given() {
    String added = "\"idempotency_token\":\"T\"";
    return Stream.of(
        new Given("empty object", "{}", "{" + added + "}"),
        new Given("space in an empty object", " { \n} ", " { \n" + added + "} "),
        new Given("one member", "{\"job_id\":1}", "{\"job_id\":1," + added + "}"),
        new Given(
            "odd numbers and escapes stay",
            "{\"a\": 1.00e+05,\"b\":12345678901234567890123,\"\\u0063\":\"\\/\\u00e9\" }\r\n",
            "{\"a\": 1.00e+05,\"b\":12345678901234567890123,\"\\u0063\":\"\\/\\u00e9\" ,"
                + added
                + "}\r\n"),
        new Given("UTF-8 before it", "{\"é€😀\":\"ü\"}", "{\"é€😀\":\"ü\"," + added + "}"),
        new Given(
            "the name elsewhere",
            "{\"x\":{\"idempotency_token\":\"in\"},\"y\":[{\"idempotency_token\":1}]}",
            "{\"x\":{\"idempotency_token\":\"in\"},\"y\":[{\"idempotency_token\":1}],"
                + added
                + "}"),
        new Given(
            "null",
            "{\"idempotency_token\": null ,\"job_id\":1}",
            "{\"idempotency_token\": \"T\" ,\"job_id\":1}"),
        new Given(
            "empty text",
            "{\"é\":1,\"idempotency_token\":\"\"}",
            "{\"é\":1,\"idempotency_token\":\"T\"}"),
        new Given(
            "a name in escapes",
            "{\"idempotency\\u005ftoken\":null}",
            "{\"idempotency\\u005ftoken\":\"T\"}"),
        new Given("doubled other members", "{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":2," + added + "}"));
  }

  @ParameterizedTest
  @MethodSource("given")
  void of_objectWithoutToken_getsOneAndKeepsEveryOtherByte(Given given) throws IOException {
    IdempotentBody body = of(given.body);
    assertThat(body).isInstanceOf(GivenToken.class);
    byte[] bytes = edited(given.body, (GivenToken) body);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(given.expected);
    assertThat(new ObjectMapper().readTree(bytes).get(FIELD).textValue()).isEqualTo("T");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"idempotency_token\":\"mine\"}",
        "{\"job_id\":1,\"idempotency_token\" : \" \"}",
        "{\"idempotency\\u005ftoken\":\"\\u0041\"}"
      })
  void of_objectWithAToken_isTheClients(String body) {
    assertThat(of(body)).isInstanceOf(OwnToken.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "\"text\"",
        "null",
        "job_id=1",
        "{",
        "{\"job_id\":1",
        "{\"job_id\":1}}",
        "{\"job_id\":1} {}",
        "{\"job_id\":1} x",
        "{\"job_id\":01}",
        "{job_id:1}",
        "{\"job_id\":1,}",
        "{\"idempotency_token\":7}",
        "{\"idempotency_token\":{}}",
        "{\"idempotency_token\":false}",
        "{\"idempotency_token\":\"a\",\"idempotency_token\":\"b\"}",
        "{\"idempotency_token\":null,\"idempotency_token\":\"b\"}",
        "{\"idempotency_token\":null,\"idempotency_token\":null}",
        "\uFEFF{\"job_id\":1}"
      })
  void of_whatIsNoClearObject_isLeft(String body) {
    assertThat(of(body)).isInstanceOf(LeftAsItIs.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void of_anotherEncoding_isLeft(String charset) {
    byte[] body = "{\"job_id\":1}".getBytes(Charset.forName(charset));
    assertThat(IdempotentBody.of(body, FIELD, () -> "T")).isInstanceOf(LeftAsItIs.class);
  }

  @Test
  void of_nameWithAByteThatUtf8NeverHolds_isLeft() {
    byte[] body = "{\"ten\":1,\"\u00fften\":2}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(IdempotentBody.of(body, FIELD, () -> "T")).isInstanceOf(LeftAsItIs.class);
  }

  @Test
  void of_nestingBeyondReason_isLeft() {
    assertThat(of("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
        .isInstanceOf(LeftAsItIs.class);
  }

  @Test
  void of_tokenWithOddCharacters_isQuoted() throws IOException {
    String token = "\"\\\t\u00e9\u0001 {";
    GivenToken body =
        (GivenToken) IdempotentBody.of("{}".getBytes(StandardCharsets.UTF_8), FIELD, () -> token);
    JsonNode read = new ObjectMapper().readTree(edited("{}", body));
    assertThat(read.get(FIELD).textValue()).isEqualTo(token);
  }

  @Test
  void of_noNeedOfAToken_asksForNone() {
    byte[] own = "{\"idempotency_token\":\"mine\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            IdempotentBody.of(
                own,
                FIELD,
                () -> {
                  throw new AssertionError("no token is needed");
                }))
        .isInstanceOf(OwnToken.class);
  }

  @Test
  void tokenOf_keyThatFits_isTheKey() {
    assertThat(IdempotentBody.tokenOf("k".repeat(64))).isEqualTo("k".repeat(64));
  }

  @Test
  void tokenOf_longerKey_isItsDigest() {
    // printf 'k%.0s' $(seq 65) | sha256sum
    assertThat(IdempotentBody.tokenOf("k".repeat(65)))
        .isEqualTo("f39cdc2584758c99cf81c1f41d2572f54e17066afffc9d187aeafe5f7cbe2122");
    // printf '\351%.0s' $(seq 65) | sha256sum: one byte a character, as a field carries it
    assertThat(IdempotentBody.tokenOf("\u00e9".repeat(65)))
        .isEqualTo("943e1cd0c8ab00154058f8f024d5973d57ae038c527c2ec2abc72e47d8c4958c");
  }

  private static byte[] edited(String body, GivenToken edit) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, edit.at());
    out.writeBytes(edit.added().getBytes(StandardCharsets.UTF_8));
    out.write(bytes, edit.at() + edit.removed(), bytes.length - edit.at() - edit.removed());
    return out.toByteArray();
  }

  private static IdempotentBody of(String body) {
    return IdempotentBody.of(body.getBytes(StandardCharsets.UTF_8), FIELD, () -> "T");
  }
}
