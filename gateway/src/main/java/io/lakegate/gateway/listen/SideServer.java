package io.lakegate.gateway.listen;

import io.lakegate.gateway.config.ListenAddress;
import io.vertx.core.http.HttpServer;
import java.util.function.Supplier;

/** Binds the listeners that are not for clients: admin and health. */
public final class SideServer {

  private SideServer() {}

  /**
   * Binds one. Blocks.
   *
   * @param servers makes an unbound server
   * @return the address with its real port
   * @throws BindException if it cannot be bound
   */
  public static ListenAddress bind(
      String name, ListenAddress address, Supplier<HttpServer> servers) {
    return new Sockets("the " + name + " listener", at -> servers.get().listen(at)).bind(address);
  }
}
