package io.lakegate.sdk.retry;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/** What a request body says of its idempotency token, and the body with a token put into it. */
public sealed interface IdempotentBody {

  /** The most characters that the Jobs API takes in an {@code idempotency_token}. */
  int LONGEST_TOKEN = 64;

  /** The body names a token of the client's own. */
  record OwnToken() implements IdempotentBody {}

  /**
   * A body that gets a token; every other byte of it stays.
   *
   * @param at the place in the body, in bytes
   * @param removed how many bytes there give way
   * @param added the text that comes there, to be written as UTF-8
   */
  record GivenToken(int at, int removed, String added) implements IdempotentBody {}

  /**
   * A body that is left as it is and has no token to rely on: it is no JSON object in UTF-8, or
   * what stands in the member is no text, or it stands there twice.
   */
  record LeftAsItIs() implements IdempotentBody {}

  /**
   * Looks for a token in a body, and puts one into it where there is none. A member that is null or
   * the empty text is none: the origin takes both for an absent one. Its value is replaced; where
   * there is no such member, it becomes the last one.
   *
   * @param body the whole body
   * @param field the member that takes the token
   * @param token where a token comes from, asked only if it is needed
   */
  static IdempotentBody of(byte[] body, String field, Supplier<String> token) {
    return switch (TokenMember.find(body, field)) {
      case TokenMember.Named _ -> new OwnToken();
      case TokenMember.Unclear _ -> new LeftAsItIs();
      case TokenMember.Empty(int at, int length) -> new GivenToken(at, length, quoted(token.get()));
      case TokenMember.Absent(int at, boolean alone) -> {
        String member = quoted(field) + ":" + quoted(token.get());
        yield new GivenToken(at, 0, alone ? member : "," + member);
      }
    };
  }

  /**
   * The token that stands for a client's own key: the key itself, or, where it is longer than
   * {@link #LONGEST_TOKEN} characters, the SHA-256 of its bytes in hexadecimal digits.
   *
   * @param key the key as a header field carries it, one character a byte
   */
  static String tokenOf(String key) {
    if (key.length() <= LONGEST_TOKEN) {
      return key;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
