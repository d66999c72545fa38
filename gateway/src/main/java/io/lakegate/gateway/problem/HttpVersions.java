package io.lakegate.gateway.problem;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/**
 * Makes a request in another version of HTTP an invalid one. The library would answer it with an
 * empty 501 before anybody is asked; invalid ones it hands over.
 */
@Sharable
public final class HttpVersions extends ChannelInboundHandlerAdapter {

  private static final HttpVersions WATCH = new HttpVersions();

  private HttpVersions() {}

  /** Looks at the requests of a new connection. Called on its event loop. */
  public static void watch(HttpConnection connection) {
    if (connection instanceof HttpServerConnection server) {
      ChannelHandlerContext library = server.channelHandlerContext();
      library.pipeline().addBefore(library.name(), "versions", WATCH);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && !isSpoken(request.protocolVersion())) {
      request.setDecoderResult(DecoderResult.failure(new UnknownVersionException()));
      // The answer would be in the same version otherwise.
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
    context.fireChannelRead(message);
  }

  /** By identity, as the library does: HTTP/1.1 in other letters is another version to it. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSpoken(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }

  /** The version is none that is spoken here. */
  static final class UnknownVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnknownVersionException() {
      super("another version of HTTP", null, false, false);
    }
  }
}
