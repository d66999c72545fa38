package io.lakegate.gateway.testing;

import io.lakegate.sandbox.Sandbox;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.SandboxCounters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

/** A sandbox workspace on a free port. */
public final class TestSandbox implements AutoCloseable {

  /** The OAuth client that a sandbox knows. */
  public static final String CLIENT_ID = "sandbox-client";

  /** That client's secret; it opens nothing but sandboxes. */
  public static final String CLIENT_SECRET = "sandbox-client-secret";

  /** A token that a sandbox takes; it opens nothing but sandboxes. */
  public static final String TOKEN = "dapi-sandbox-demo-token";

  private final Vertx vertx;
  private final Sandbox sandbox;

  private TestSandbox(Vertx vertx, Sandbox sandbox) {
    this.vertx = vertx;
    this.sandbox = sandbox;
  }

  /** Starts one. */
  public static TestSandbox start() {
    return start(SandboxConfig.defaults());
  }

  /** Starts one that behaves otherwise, for instance faster. */
  public static TestSandbox start(SandboxConfig config) {
    Vertx vertx = Vertx.vertx();
    return new TestSandbox(vertx, await(Sandbox.start(vertx, config)));
  }

  /** Its URL. */
  public URI url() {
    return sandbox.url();
  }

  /** What it has seen. */
  public SandboxCounters counters() {
    return sandbox.counters();
  }

  @Override
  public void close() {
    await(sandbox.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
