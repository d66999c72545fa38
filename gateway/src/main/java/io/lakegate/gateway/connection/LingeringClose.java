package io.lakegate.gateway.connection;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection in two steps where its client is still sending: the gateway ends its own half
 * and throws away what comes, until the client has read its answer and closes too. With one step
 * the client would be sent a reset for what nobody has read, and might never see the answer (RFC
 * 9112 9.6).
 *
 * <p>It waits as long as nginx does: 5 s for the next byte, 30 s for the end.
 *
 * <p><b>Threading:</b> used on the event loop of its connection only.
 */
public final class LingeringClose extends ChannelDuplexHandler {

  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private boolean lingers;
  private long begun;
  private long lastRead;

  private LingeringClose() {}

  /** From now on, whoever closes the connection closes it in two steps. */
  public static void prepare(HttpConnection connection) {
    ChannelPipeline pipeline = pipeline(connection);
    if (pipeline.get(LingeringClose.class) == null) {
      pipeline.addFirst(new LingeringClose());
    }
  }

  /** Takes the second step at once, if the first has been taken. */
  public static void hurry(HttpConnection connection) {
    LingeringClose close = pipeline(connection).get(LingeringClose.class);
    if (close != null && close.lingers) {
      forget(connection);
      var _ = pipeline(connection).channel().close();
    }
  }

  /** From now on the connection closes in one step. */
  static void forget(HttpConnection connection) {
    ChannelPipeline pipeline = pipeline(connection);
    if (pipeline.get(LingeringClose.class) != null) {
      pipeline.remove(LingeringClose.class);
    }
  }

  private static ChannelPipeline pipeline(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      return base.channelHandlerContext().pipeline();
    }
    throw new IllegalStateException("the library's connections are of another type");
  }

  /** The library may ask more than once. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    context.channel().closeFuture().addListener(_ -> promise.trySuccess());
    if (!lingers) {
      lingers = true;
      begun = System.nanoTime();
      lastRead = begun;
      closeInTime(context);
      // Not before all that was written has been taken.
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOwnHalf(context));
    }
  }

  private static void endOwnHalf(ChannelHandlerContext context) {
    Channel channel = context.channel();
    if (channel instanceof DuplexChannel duplex) {
      var _ = duplex.shutdownOutput();
      channel.config().setAutoRead(true);
    } else {
      var _ = context.close();
    }
  }

  private void closeInTime(ChannelHandlerContext context) {
    long now = System.nanoTime();
    long left = Math.min(begun + LONGEST_NANOS - now, lastRead + SILENCE_NANOS - now);
    if (left <= 0) {
      var _ = context.close();
    } else if (!context.isRemoved() && context.channel().isOpen()) {
      var _ = context.executor().schedule(() -> closeInTime(context), left, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (lingers) {
      lastRead = System.nanoTime();
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** The library stops reading when it is behind with what it had taken before. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (lingers) {
      context.channel().config().setAutoRead(true);
    }
  }
}
