package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakegate.gateway.exchange.AttemptFailedException;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whatever an origin sends: one final answer at most, the same one however the bytes are split. The
 * first byte of a seed tells the size of the pieces.
 */
final class AnswerDecoderFuzzTest {

  /** Longer than any input: just at its limits the library goes by what has arrived. */
  private static final HttpDecoderConfig LARGE =
      new HttpDecoderConfig().setMaxInitialLineLength(64 * 1024).setMaxHeaderSize(64 * 1024);

  @DictionaryEntries({
    "HTTP/1.1 200 OK\\x0D\\x0A",
    "HTTP/1.0 200 OK\\x0D\\x0A",
    "HTTP/1.1 103 Early Hints\\x0D\\x0A\\x0D\\x0A",
    "HTTP/1.1 304 \\x0D\\x0A",
    "Content-Length: 2\\x0D\\x0A",
    "Transfer-Encoding: chunked\\x0D\\x0A",
    "Connection: close\\x0D\\x0A",
    "Keep-Alive: timeout=0\\x0D\\x0A",
    "Trailer: X\\x0D\\x0A",
    "\\x0D\\x0A\\x0D\\x0A",
    "2\\x0D\\x0Aok\\x0D\\x0A",
    "0\\x0D\\x0A\\x0D\\x0A",
    ";ext"
  })
  @FuzzTest(maxDuration = "5m")
  void decode_anyBytes_oneAnswerOrAFailureHoweverTheyAreSplit(byte[] bytes) {
    int piece = bytes.length == 0 ? 1 : 1 + (bytes[0] & 7);
    for (HttpMethod method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      Seen whole = Seen.of(method, bytes, Math.max(1, bytes.length));
      assertThat(whole.heads).isLessThanOrEqualTo(1);
      assertThat(whole.ends).isLessThanOrEqualTo(1);
      assertThat(Seen.of(method, bytes, piece)).isEqualTo(whole);
    }
  }

  /**
   * What comes of an answer.
   *
   * @param heads of final answers
   * @param ends whole or failed
   */
  private record Seen(int heads, int status, String body, int ends, boolean failed, int retired) {

    static final Seen NOTHING = new Seen(0, 0, "", 0, false, 0);

    static Seen of(HttpMethod method, byte[] bytes, int piece) {
      AtomicInteger retired = new AtomicInteger();
      AnswerDecoder decoder = new AnswerDecoder(LARGE, retired::incrementAndGet);
      EmbeddedChannel channel = new EmbeddedChannel(decoder);
      assertThat(decoder.expect(method)).isTrue();
      for (int at = 1; at < bytes.length; at += piece) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, at, Math.min(piece, bytes.length - at)));
      }
      channel.finish();
      Seen seen = NOTHING;
      for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
        seen = seen.with(part);
      }
      return seen.withRetired(retired.get());
    }

    private Seen with(HttpObject part) {
      assertThat(failed).as("something behind a failure").isFalse();
      Seen next = part instanceof HttpResponse head ? withHead(head) : this;
      if (part instanceof HttpContent content) {
        next = next.withContent(content);
      }
      return part.decoderResult().isFailure() ? next.failing(part) : next;
    }

    private Seen withHead(HttpResponse head) {
      int code = head.status().code();
      assertThat(code >= 200 || head.decoderResult().isFailure()).isTrue();
      return new Seen(heads + 1, code, body, ends, failed, retired);
    }

    private Seen withContent(HttpContent content) {
      String more = content.content().toString(StandardCharsets.ISO_8859_1);
      content.release();
      int end = content instanceof LastHttpContent ? 1 : 0;
      return new Seen(heads, status, body + more, ends + end, failed, retired);
    }

    private Seen failing(HttpObject part) {
      assertThat(part.decoderResult().cause()).isInstanceOf(AttemptFailedException.class);
      return new Seen(heads, status, body, ends, true, retired);
    }

    private Seen withRetired(int times) {
      return new Seen(heads, status, body, ends, failed, times);
    }
  }
}
