package io.lakegate.gateway.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends a connection so that nobody takes it for a good end: by a reset, where the library sends
 * what TCP sends behind a whole message. A body without a length or chunks ends with its connection
 * (RFC 9112 6.3), and only so can it be told that it is not whole.
 */
public final class HardEnd {

  private HardEnd() {}

  /** Ends it at once. What was sent before is still read by the other side. */
  public static Future<Void> of(HttpConnection connection) {
    if (!(connection instanceof ConnectionBase base)) {
      return connection.close();
    }
    ChannelHandlerContext library = base.channelHandlerContext();
    if (!library.channel().isOpen()) {
      // The other side was first; that it has left is on its way to whoever has to know.
      return Future.succeededFuture();
    }
    LingeringClose.forget(connection);
    // No effect on a Unix socket, which has no reset.
    library.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    Promise<Void> ended = Promise.promise();
    // The library's own close waits until all that was written has been taken.
    library
        .close()
        .addListener(
            done -> {
              if (done.isSuccess()) {
                ended.complete();
              } else {
                ended.fail(done.cause());
              }
            });
    return ended.future();
  }
}
