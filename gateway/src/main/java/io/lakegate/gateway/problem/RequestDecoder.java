package io.lakegate.gateway.problem;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests on one connection of a client, and takes a request line in its one form only:
 * method, target and version with one space between each (RFC 9112 3). The library takes any run of
 * white space, also a bare CR, and skips what stands before the method.
 *
 * <p><b>Threading:</b> used on the event loop of its connection only.
 */
public final class RequestDecoder extends VertxHttpRequestDecoder {

  private static final String LIBRARYS_NAME = "httpDecoder";
  private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]\\.[0-9]");

  private @Nullable HttpRequest current;
  private boolean begun;
  private boolean spent;

  private RequestDecoder(Http1ServerConfig sizes) {
    super(sizes);
  }

  /** Takes over a new connection. Called on its event loop, before anything is read from it. */
  public static void install(HttpConnection connection, Http1ServerConfig sizes) {
    if (!(connection instanceof HttpServerConnection server)) {
      throw new IllegalStateException("the library's connections are of another type");
    }
    ChannelPipeline pipeline = server.channelHandlerContext().pipeline();
    pipeline.replace(LIBRARYS_NAME, LIBRARYS_NAME, new RequestDecoder(sizes));
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (spent) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!begun && !skipEmptyLines(in)) {
      return;
    }
    if (!begun && isBlank(in.getByte(in.readerIndex()))) {
      in.skipBytes(in.readableBytes());
      spent = true;
      out.add(unreadable());
      return;
    }
    int before = out.size();
    super.decode(context, in, out);
    if (out.size() > before && out.get(before) instanceof HttpRequest head) {
      amend(head);
      current = head;
    }
    if (out.size() > before && out.getLast() instanceof LastHttpContent end) {
      begun = false;
      spent = end.decoderResult().isFailure();
      if (spent && !(end instanceof HttpRequest)) {
        out.set(out.size() - 1, malformed(end));
      }
      // A connection may rest for long.
      current = null;
    }
  }

  /**
   * The library would close at once, before earlier requests are answered and without an answer to
   * this one. So the body ends here, and its head tells that it is none.
   */
  private LastHttpContent malformed(LastHttpContent end) {
    Objects.requireNonNull(current).setDecoderResult(end.decoderResult());
    end.release();
    return LastHttpContent.EMPTY_LAST_CONTENT;
  }

  /**
   * The library would answer another version with an empty 501 before anybody is asked, and knows
   * the option {@code close} only where it stands alone (RFC 9110 7.6.1).
   */
  private static void amend(HttpRequest head) {
    if (!isSpoken(head.protocolVersion())) {
      head.setDecoderResult(DecoderResult.failure(new UnknownVersionException()));
      // The answer would be in the same version otherwise.
      head.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    HttpHeaders fields = head.headers();
    if (fields.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
      fields.add(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
  }

  /** By identity, as the library does: HTTP/1.1 in other letters is another version to it. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSpoken(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }

  /**
   * Skips empty lines, which some clients send behind a body (RFC 9112 2.2); a CR or LF alone is
   * none.
   *
   * @return whether there is something else, or never will be; false as long as that cannot be told
   */
  private static boolean skipEmptyLines(ByteBuf in) {
    int at = in.readerIndex();
    while (in.readableBytes() > 1 && in.getByte(at) == '\r' && in.getByte(at + 1) == '\n') {
      in.skipBytes(2);
      at += 2;
    }
    return in.readableBytes() > 1 || (in.isReadable() && in.getByte(at) != '\r');
  }

  private HttpMessage unreadable() {
    HttpMessage message = createInvalidMessage();
    message.setDecoderResult(DecoderResult.failure(badLine()));
    return message;
  }

  @Override
  protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
    begun = true;
    requireOneSpace(line, start);
    return super.splitSecondWordInitialLine(line, start, length);
  }

  @Override
  protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
    String version = super.splitThirdWordInitialLine(line, start, length);
    // With white space in it, it is the rest of a target and then the version, and refused as such.
    if (version.indexOf(' ') < 0) {
      requireOneSpace(line, start);
      requireVersion(version);
    }
    return version;
  }

  /** The name is in these letters, and there is one digit on each side (RFC 9112 2.3). */
  private static void requireVersion(String version) {
    if (!version.equals("HTTP/1.1") && !VERSION.matcher(version).matches()) {
      throw badLine();
    }
  }

  private static void requireOneSpace(byte[] line, int start) {
    if (start < 2 || line[start - 1] != ' ' || isBlank(line[start - 2])) {
      throw badLine();
    }
  }

  private static boolean isBlank(byte b) {
    return (b & 0xff) <= ' ';
  }

  private static IllegalArgumentException badLine() {
    return new IllegalArgumentException("not a request line");
  }

  /** The version is none that is spoken here. */
  static final class UnknownVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnknownVersionException() {
      super("another version of HTTP", null, false, false);
    }
  }
}
