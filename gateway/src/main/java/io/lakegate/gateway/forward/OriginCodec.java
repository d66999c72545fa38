package io.lakegate.gateway.forward;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The codec of one connection to an origin, in place of the library's own: that one takes several
 * malformed answers for good ones, an interim answer for a final one, and what comes after an
 * answer for the beginning of the next.
 *
 * <p><b>Threading:</b> used on the event loop of its connection only.
 */
final class OriginCodec extends CombinedChannelDuplexHandler<AnswerDecoder, HttpRequestEncoder> {

  private static final String LIBRARYS_NAME = "codec";

  /** A reader that takes longer for what an ended connection has brought is given up before. */
  private static final Duration LEFT_TO_READ = Duration.ofHours(1);

  private OriginCodec(HttpConnection connection, ConnectionLimits limits) {
    AnswerDecoder answers =
        new AnswerDecoder(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.maxRequestLine())
                .setMaxHeaderSize(limits.maxHeaderSize())
                .setMaxChunkSize(HttpClientOptions.DEFAULT_MAX_CHUNK_SIZE)
                .setInitialBufferSize(HttpClientOptions.DEFAULT_DECODER_INITIAL_BUFFER_SIZE)
                .setStrictLineParsing(true)
                .setValidateHeaders(true),
            () -> retire(connection));
    init(answers, new Requests(answers));
  }

  /** The library closes it when nothing is under way on it, and gives it to nobody until then. */
  private static void retire(HttpConnection connection) {
    var _ = connection.shutdown(LEFT_TO_READ.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes over a new connection. Called on its event loop, before anything is sent on it. */
  static void install(HttpConnection connection, ConnectionLimits limits) {
    if (!(connection instanceof ConnectionBase base)) {
      throw new IllegalStateException("the library's connections are of another type");
    }
    ChannelPipeline pipeline = base.channelHandlerContext().pipeline();
    // The end of what the origin sends is told to the decoder, which closes in its own time.
    pipeline.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    pipeline.replace(LIBRARYS_NAME, LIBRARYS_NAME, new OriginCodec(connection, limits));
    // The library would log a failure in the origin's words; the exchange tells it in ours.
    connection.exceptionHandler(_ -> {});
  }

  /** A connection has been given to a request that is still to be sent. */
  static void assign(HttpConnection connection) {
    if (connection instanceof ConnectionBase base
        && base.channelHandlerContext().pipeline().get(LIBRARYS_NAME)
            instanceof OriginCodec codec) {
      codec.inboundHandler().assign();
    }
  }

  /** Tells the decoder what its next answer is an answer to. */
  private static final class Requests extends HttpRequestEncoder {

    private final AnswerDecoder answers;

    Requests(AnswerDecoder answers) {
      this.answers = answers;
    }

    @Override
    protected void encode(ChannelHandlerContext context, Object message, List<Object> out)
        throws Exception {
      if (message instanceof HttpRequest request && !answers.expect(request.method())) {
        var _ = context.close();
      }
      super.encode(context, message, out);
    }
  }
}
