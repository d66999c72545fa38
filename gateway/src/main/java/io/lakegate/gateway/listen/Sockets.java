package io.lakegate.gateway.listen;

import io.lakegate.gateway.config.ListenAddress;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds one listener: the same port on both loopback addresses, one TCP address, or a Unix socket
 * that only its owner may open.
 *
 * <p><b>Threading:</b> blocks; called at the start, never on an event loop.
 */
final class Sockets {

  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  /** A free port on one address family may be taken on the other; another one is tried then. */
  private static final int FREE_PORT_TRIES = 16;

  private final String name;
  private final Listening servers;
  private final List<HttpServer> bound = new ArrayList<>();

  /** Makes servers that listen. */
  @FunctionalInterface
  interface Listening {

    /**
     * Makes a server with its handlers set and lets it listen. The connections of a server belong
     * to the event loop on which this happens; outside of one the library chooses some loop.
     */
    Future<HttpServer> at(SocketAddress address);
  }

  /**
   * Creates a binder.
   *
   * @param name the listener's name, for messages
   * @param servers makes a server for each address
   */
  Sockets(String name, Listening servers) {
    this.name = name;
    this.servers = servers;
  }

  /** The servers bound so far. */
  List<HttpServer> bound() {
    return bound;
  }

  /**
   * Binds.
   *
   * @return the address with its real port
   * @throws BindException if it cannot be bound
   */
  ListenAddress bind(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Loopback loopback -> bindLoopback(loopback.port());
      case ListenAddress.Tcp tcp ->
          new ListenAddress.Tcp(tcp.host(), bindAll(List.of(tcp.host()), tcp.port()));
      case ListenAddress.Unix unix -> bindUnix(unix);
    };
  }

  private ListenAddress bindLoopback(int port) {
    boolean both = hasIpv6Loopback();
    if (!both) {
      LOG.warn("this machine has no [::1]: {} listens on 127.0.0.1 only", name);
    }
    List<String> hosts = both ? ListenAddress.Loopback.HOSTS : List.of("127.0.0.1");
    return new ListenAddress.Loopback(bindAll(hosts, port));
  }

  /** Binds the same port of each host; tries another one where a free one was asked for. */
  private int bindAll(List<String> hosts, int port) {
    for (int tries = 1; ; tries++) {
      int already = bound.size();
      try {
        int chosen = port == 0 ? freePort(hosts.getFirst()) : port;
        hosts.forEach(host -> bindTcp(host, chosen));
        return chosen;
      } catch (BindException e) {
        if (port != 0 || tries == FREE_PORT_TRIES) {
          throw e;
        }
        while (bound.size() > already) {
          await(bound.removeLast().close());
        }
      }
    }
  }

  /**
   * A port that was free a moment ago. The library shares a listener between event loops only under
   * a port that is named.
   */
  private int freePort(String host) {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw failed(host, 0, e);
    }
  }

  private void bindTcp(String host, int port) {
    try {
      bound.add(await(servers.at(SocketAddress.inetSocketAddress(port, host))));
    } catch (CompletionException e) {
      throw failed(host, port, Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private BindException failed(String host, int port, Throwable cause) {
    String where = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    String text = Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    if (text.contains("in use")) {
      return new BindException(
          "%s cannot listen on %s: the port is in use. Find its holder with: ss -ltnp 'sport = :%d' (or lsof -i :%d), or choose another port."
              .formatted(name, where, port, port));
    }
    return new BindException("%s cannot listen on %s: %s".formatted(name, where, text));
  }

  private ListenAddress bindUnix(ListenAddress.Unix unix) {
    Path path = unix.path();
    removeStale(path);
    HttpServer server;
    try {
      server = await(servers.at(SocketAddress.domainSocketAddress(path.toString())));
    } catch (CompletionException e) {
      throw new BindException(
          "%s cannot listen on unix:%s: %s"
              .formatted(name, path, Objects.requireNonNullElse(e.getCause(), e).getMessage()));
    }
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      await(server.close());
      throw new BindException(
          "%s cannot keep unix:%s to its owner: %s".formatted(name, path, e.getMessage()));
    }
    bound.add(server);
    return unix;
  }

  private void removeStale(Path path) {
    if (!Files.exists(path)) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (IOException nobodyAnswers) {
      deleteSocket(path);
      return;
    }
    throw new BindException(
        "%s cannot listen on unix:%s: another program answers there. Stop it or choose another path."
            .formatted(name, path));
  }

  private void deleteSocket(Path path) {
    try {
      if (Files.isRegularFile(path) || Files.isDirectory(path)) {
        throw new BindException(
            "%s cannot listen on unix:%s: it exists and is no socket.".formatted(name, path));
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new BindException(
          "%s cannot remove the stale socket %s: %s".formatted(name, path, e.getMessage()));
    }
  }

  private static boolean hasIpv6Loopback() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(InetAddress::isLoopbackAddress)
          .anyMatch(Inet6Address.class::isInstance);
    } catch (IOException e) {
      return false;
    }
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
