package io.lakegate.gateway.wire;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The same requests through the gateway and through each peer, each before an origin of its own.
 */
final class Trials {

  private Trials() {}

  /** What the gateway makes of them. */
  static CompletableFuture<Map<String, Outcome>> ofGateway(List<RawRequest> requests, Path folder) {
    return CompletableFuture.supplyAsync(
        () -> {
          SeenRequests seen = new SeenRequests();
          Path socket = folder.resolve("gateway.sock");
          try (FakeOrigin origin = FakeOrigin.start(seen);
              var _ =
                  TestGateway.gateway()
                      .origin(origin)
                      .flag("listen", "127.0.0.1:0", "unix:" + socket)
                      .start()) {
            return run(requests, new Trial(socket, seen));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** What a peer makes of them. */
  static CompletableFuture<Map<String, Outcome>> of(
      Peer peer, List<RawRequest> requests, Path folder) {
    return CompletableFuture.supplyAsync(
        () -> {
          SeenRequests seen = new SeenRequests();
          try (FakeOrigin origin = FakeOrigin.start(seen);
              PeerProcess process =
                  PeerProcess.start(
                      peer,
                      Files.createDirectory(folder.resolve(peer.name())),
                      origin.url().getPort())) {
            return run(requests, new Trial(process.socket(), seen));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Map<String, Outcome> run(List<RawRequest> requests, Trial trial)
      throws IOException {
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (RawRequest request : requests) {
      outcomes.put(request.name(), trial.of(request));
    }
    return outcomes;
  }
}
