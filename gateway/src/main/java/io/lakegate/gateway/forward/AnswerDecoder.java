package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Reads the answers on one connection to an origin: one final answer to each request, and nothing
 * else (RFC 9112 6.3). Interim answers are passed over; what the rules of {@link AnswerRules}
 * forbid, or what comes when nothing was asked, ends the connection.
 *
 * <p><b>Threading:</b> used on the event loop of its connection only.
 */
final class AnswerDecoder extends HttpResponseDecoder {

  /** An origin that is about to answer has no use for more (RFC 9110 15.2 sets no limit). */
  private static final int INTERIM_AT_MOST = 16;

  private final Runnable retire;
  private boolean assigned;
  private boolean awaited;
  private boolean toHead;
  private boolean begun;
  private boolean inHead;
  private boolean hasLength;
  private boolean last;
  private boolean spent;
  private boolean farewell;
  private int interim;

  /**
   * Creates the decoder of a connection.
   *
   * @param retire has the connection closed as soon as all that it has brought is taken
   */
  AnswerDecoder(HttpDecoderConfig config, Runnable retire) {
    super(config);
    this.retire = retire;
  }

  /** A request is to go out, so that the answers before it have been taken. */
  void assign() {
    assigned = true;
  }

  /** A request goes out, and none is under way. Returns whether its answer can still be read. */
  boolean expect(HttpMethod method) {
    awaited = true;
    toHead = method.equals(HttpMethod.HEAD);
    interim = 0;
    return !spent;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (spent) {
      in.skipBytes(in.readableBytes());
    } else if (!awaited) {
      // Nobody has asked for it, whatever it is.
      in.skipBytes(in.readableBytes());
      end();
    } else if (!begun && in.getByte(in.readerIndex()) != 'H') {
      // The library skips blank lines and control bytes here (RFC 9112 2.2 asks that of servers).
      in.skipBytes(in.readableBytes());
      out.add(failed(AnswerRules.broken("it begins with no status line")));
      spent = true;
    } else {
      int before = out.size();
      super.decode(context, in, out);
      if (out.size() > before) {
        decoded(in, out, before);
      }
    }
  }

  /** Looks at what one step has made: a head, a piece of a body, its end, or a head and its end. */
  private void decoded(ByteBuf in, List<Object> out, int from) {
    explainFailures(out, from);
    if (spent) {
      return;
    }
    if (out.get(from) instanceof HttpResponse head && isInterim(head)) {
      while (out.size() > from) {
        out.removeLast();
      }
      begun = false;
    } else if (out.getLast() instanceof LastHttpContent) {
      begun = false;
      awaited = false;
      assigned = false;
      if (last || in.isReadable()) {
        end();
      }
    }
  }

  private void end() {
    spent = true;
    retire.run();
  }

  private static LastHttpContent failed(AttemptFailedException reason) {
    LastHttpContent end = new DefaultLastHttpContent();
    end.setDecoderResult(DecoderResult.failure(reason));
    return end;
  }

  /** The origin has ended the connection. */
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    super.decodeLast(context, in, out);
    explainFailures(out, 0);
    if (!begun || spent) {
      return;
    }
    if (out.isEmpty() || !(out.getLast() instanceof LastHttpContent)) {
      out.add(
          failed(new AttemptFailedException(Kind.RESET, "the connection ended within the body")));
    } else if (isTls(context) && !farewell) {
      out.set(
          out.size() - 1,
          failed(new AttemptFailedException(Kind.RESET, "TLS ended without a close_notify")));
    }
    begun = false;
    awaited = false;
    assigned = false;
  }

  private static boolean isTls(ChannelHandlerContext context) {
    return context.pipeline().get(SslHandler.class) != null;
  }

  /**
   * Over TLS a connection that ends without {@code close_notify} may have been cut by anybody, and
   * the body that ends with it is not whole (RFC 9112 9.8).
   *
   * <p>What has come before the end may still wait for a slow reader, and the library would drop it
   * if the connection were closed now; so it is not before all has been taken.
   */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof SslCloseCompletionEvent close) {
      farewell = close.isSuccess();
    }
    if (event instanceof ChannelInputShutdownEvent) {
      // Behind what it follows: the library tells an end at once, and hands on a head later.
      context.executor().execute(() -> ended(context, event));
    } else {
      super.userEventTriggered(context, event);
    }
  }

  private void ended(ChannelHandlerContext context, Object event) {
    try {
      super.userEventTriggered(context, event);
    } catch (Exception e) {
      context.fireExceptionCaught(e);
    }
    if (assigned || awaited) {
      var _ = context.close();
    } else {
      end();
    }
  }

  /** The library closes a connection that brings what cannot be read. */
  private void explainFailures(List<Object> parts, int from) {
    for (int i = from; i < parts.size(); i++) {
      if (parts.get(i) instanceof HttpObject object && object.decoderResult().isFailure()) {
        object.setDecoderResult(DecoderResult.failure(explained(object.decoderResult().cause())));
        spent = true;
      }
    }
  }

  /** In our own words: the library's may quote a field. */
  private AttemptFailedException explained(Throwable cause) {
    return switch (cause) {
      case AttemptFailedException ours -> ours;
      case PrematureChannelClosureException _ ->
          new AttemptFailedException(Kind.RESET, "the connection ended within the answer's head");
      case TooLongHttpHeaderException _ ->
          AnswerRules.broken("its header section is larger than 'max-header-size' allows");
      case TooLongHttpLineException _ ->
          AnswerRules.broken("a line of it is longer than 'max-request-line' allows");
      default ->
          AnswerRules.broken(
              begun && !inHead ? "its chunks are malformed" : "its head is malformed");
    };
  }

  @Override
  protected HttpMessage createMessage(String[] statusLine) {
    begun = true;
    inHead = true;
    hasLength = false;
    AnswerRules.checkStatusLine(statusLine);
    return super.createMessage(statusLine);
  }

  /**
   * Whitespace before the colon has hidden fields from one reader or the other (RFC 9112 5.1). Of
   * two lengths in HTTP/1.0 the library would take the first (RFC 9112 6.3).
   */
  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (line[start + length] != ':') {
      throw AnswerRules.broken("there is whitespace before a colon");
    }
    AsciiString name = super.splitHeaderName(line, start, length);
    if (inHead && HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)) {
      if (hasLength) {
        throw AnswerRules.broken("it has more than one Content-Length");
      }
      hasLength = true;
    }
    return name;
  }

  /** Called once for each head, with all its fields and before any of them is taken for granted. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    HttpResponse head = (HttpResponse) message;
    inHead = false;
    AnswerRules.checkFraming(head);
    if (isInterim(head)) {
      interim++;
      AnswerRules.checkInterim(head, interim, INTERIM_AT_MOST);
      return true;
    }
    last = AnswerRules.endsConnection(head);
    return toHead || super.isContentAlwaysEmpty(message);
  }

  private static boolean isInterim(HttpResponse head) {
    return head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }
}
