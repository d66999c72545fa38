package io.lakegate.gateway.wire;

import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A peer that was started here, in a folder of its own, and ends here.
 *
 * @param socket where it listens
 */
record PeerProcess(Process process, Path socket) implements AutoCloseable {

  private static final Duration UP_WITHIN = Duration.ofSeconds(20);
  private static final long PAUSE_MILLIS = 10;

  /**
   * Starts one and waits until it takes connections.
   *
   * @param folder a folder that is there, and short enough for a socket
   * @param origin the port of the origin
   */
  static PeerProcess start(Peer peer, Path folder, int origin) throws IOException {
    Path socket = folder.resolve("in.sock");
    Path config = Files.writeString(folder.resolve("peer.conf"), peer.config(socket, origin));
    List<String> command = new ArrayList<>(List.of(peer.program()));
    command.addAll(peer.arguments(config));
    Path output = folder.resolve("output.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    PeerProcess started = new PeerProcess(process, socket);
    if (!started.isUp()) {
      started.close();
      throw new IOException(peer.title() + " did not start: " + Files.readString(output));
    }
    return started;
  }

  private boolean isUp() {
    long end = System.nanoTime() + UP_WITHIN.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (RawClient client = RawClient.connect(socket)) {
        return client.in() != null;
      } catch (IOException notYet) {
        process.onExit().completeOnTimeout(process, PAUSE_MILLIS, TimeUnit.MILLISECONDS).join();
      }
    }
    return false;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
