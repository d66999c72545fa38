package io.lakegate.gateway.exchange;

import io.lakegate.sdk.error.TransientTexts;
import io.vertx.core.http.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** The beginning of an error as it reads, whatever the client lets the origin compress. */
public final class ErrorText {

  private static final byte[] NOTHING = {};

  private ErrorText() {}

  /** Whether the text of an answer can be read: it is not encoded, or as most clients allow it. */
  public static boolean isReadable(OriginResponse answer) {
    return switch (coding(answer)) {
      case "", "identity", "gzip", "x-gzip", "deflate" -> true;
      default -> false;
    };
  }

  /**
   * What has been read of an answer, decoded as far as error texts are looked for.
   *
   * @return nothing if the encoding is another one; where the rest has not come yet, or is
   *     malformed, what comes before
   */
  public static byte[] of(OriginResponse answer) {
    byte[] bytes = answer.body().beginning().getBytes();
    return switch (coding(answer)) {
      case "", "identity" -> bytes;
      case "gzip", "x-gzip" -> decoded(bytes, GZIPInputStream::new);
      case "deflate" -> decoded(bytes, InflaterInputStream::new);
      default -> NOTHING;
    };
  }

  private static String coding(OriginResponse answer) {
    String coding = answer.headers().get(HttpHeaders.CONTENT_ENCODING);
    return coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
  }

  /** Reads encoded bytes. */
  private interface Decoder {
    InputStream open(InputStream bytes) throws IOException;
  }

  private static byte[] decoded(byte[] bytes, Decoder decoder) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] part = new byte[1024];
    try (InputStream in = decoder.open(new ByteArrayInputStream(bytes))) {
      int length = in.read(part);
      while (length > 0 && text.size() < TransientTexts.PREFIX_BYTES) {
        text.write(part, 0, length);
        length = in.read(part);
      }
    } catch (IOException e) {
      // The rest has not come, or is none: what could be read counts.
    }
    return text.toByteArray();
  }
}
