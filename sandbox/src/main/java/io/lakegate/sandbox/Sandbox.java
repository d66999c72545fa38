package io.lakegate.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A running sandbox workspace.
 *
 * <p>Its state lives in memory and is touched by one event loop only; {@link #close()} forgets it
 * and deletes the temporary files that held large uploads.
 *
 * <p>Threading: every method may be called from any thread.
 */
public final class Sandbox {
  private final Vertx vertx;
  private final String deployment;
  private final SandboxVerticle verticle;
  private @Nullable Future<Void> closed;

  private Sandbox(Vertx vertx, String deployment, SandboxVerticle verticle) {
    this.vertx = vertx;
    this.deployment = deployment;
    this.verticle = verticle;
  }

  /**
   * Starts a sandbox workspace on an event loop of its own.
   *
   * @return the sandbox once it accepts connections; fails when the address cannot be bound
   */
  public static Future<Sandbox> start(Vertx vertx, SandboxConfig config) {
    SandboxVerticle verticle = new SandboxVerticle(config);
    return vertx.deployVerticle(verticle).map(id -> new Sandbox(vertx, id, verticle));
  }

  /** Returns the port that the sandbox listens on, the chosen one where 0 was configured. */
  public int port() {
    return verticle.port();
  }

  /** Returns the workspace's URL, without a trailing slash. */
  public URI url() {
    return verticle.url();
  }

  /** Returns what the sandbox has seen since its start or its last reset. */
  public SandboxCounters counters() {
    return verticle.counters();
  }

  /**
   * Stops listening, closes every connection and deletes the temporary files. Further calls change
   * nothing and return the same future.
   */
  public synchronized Future<Void> close() {
    Future<Void> closing = closed;
    if (closing == null) {
      closing = vertx.undeploy(deployment);
      closed = closing;
    }
    return closing;
  }
}
