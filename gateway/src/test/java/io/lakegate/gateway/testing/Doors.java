package io.lakegate.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The ways into a gateway.
 *
 * @param all by IPv4, by a Unix socket, and by IPv6 where the machine has it
 */
public record Doors(List<Door> all) {

  /** Copies the list. */
  public Doors {
    all = List.copyOf(all);
  }

  /** One way in. */
  @FunctionalInterface
  public interface Door {
    /** Connects. */
    RawClient connect() throws IOException;
  }

  /** The ways to a port of loopback and to a socket. */
  public static Doors of(int port, Path socket) {
    List<Door> doors = new ArrayList<>();
    doors.add(() -> RawClient.connect(port));
    doors.add(() -> RawClient.connect(socket));
    if (hasIpv6()) {
      doors.add(() -> RawClient.connectIpv6(port));
    }
    return new Doors(doors);
  }

  /** Whether this machine has the other loopback address. */
  public static boolean hasIpv6() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
