package io.lakegate.gateway.forward;

import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the kernel ask an origin that says nothing whether it is still there. A stream may be silent
 * for as long as it likes, so that this alone tells an origin that thinks from one that vanished;
 * and it keeps the connection in the tables of what stands between, some of which forget one after
 * four minutes.
 */
final class SilenceProbes {

  /** The system's own time is two hours, longer than any table remembers. */
  static final int AFTER_SECONDS = 30;

  private static final int EVERY_SECONDS = 10;

  /** So many without an answer, and the connection is over: after a minute and a half. */
  private static final int UNANSWERED = 6;

  private SilenceProbes() {}

  /** Sets the times on a new connection. */
  static void install(HttpConnection connection) {
    if (!(connection instanceof ConnectionBase base)) {
      throw new IllegalStateException("the library's connections are of another type");
    }
    Channel channel = base.channelHandlerContext().channel();
    ChannelConfig config = channel.config();
    if (channel instanceof EpollSocketChannel) {
      config.setOption(EpollChannelOption.TCP_KEEPIDLE, AFTER_SECONDS);
      config.setOption(EpollChannelOption.TCP_KEEPINTVL, EVERY_SECONDS);
      config.setOption(EpollChannelOption.TCP_KEEPCNT, UNANSWERED);
    } else if (channel instanceof NioSocketChannel) {
      set(config, ExtendedSocketOptions.TCP_KEEPIDLE, AFTER_SECONDS);
      set(config, ExtendedSocketOptions.TCP_KEEPINTERVAL, EVERY_SECONDS);
      set(config, ExtendedSocketOptions.TCP_KEEPCOUNT, UNANSWERED);
    }
  }

  private static void set(ChannelConfig config, SocketOption<Integer> option, int value) {
    config.setOption(NioChannelOption.of(option), value);
  }
}
