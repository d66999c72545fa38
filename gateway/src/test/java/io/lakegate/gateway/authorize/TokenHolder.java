package io.lakegate.gateway.authorize;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Where the tokens of an authentication type come from, as a test plays it. */
interface TokenHolder extends AutoCloseable {

  /** Sets the gateway up so that it chooses the type. */
  void configure(TestGateway.Builder gateway, FakeOrigin origin);

  /** Gives this token from now on, with this end. */
  void gives(String token, Instant end) throws IOException;

  /** Gives none from now on. */
  void refuses() throws IOException;

  /** What it was asked since this was last asked. */
  List<String> asked() throws IOException;

  @Override
  default void close() throws IOException {}

  /** Makes one whose programs are in a folder. */
  @FunctionalInterface
  interface Setup {
    TokenHolder in(Path folder) throws IOException;
  }
}
