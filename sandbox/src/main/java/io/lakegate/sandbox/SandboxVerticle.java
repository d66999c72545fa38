package io.lakegate.sandbox;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Gives the sandbox an event loop of its own, on which all of its state lives. */
final class SandboxVerticle extends VerticleBase {
  /** Longer than any client of the platform sends; the usual 4 KiB is not. */
  private static final int MAX_HEAD_BYTES = 64 * 1024;

  private final SandboxConfig config;
  private volatile @Nullable HttpServer server;
  private volatile @Nullable Workspace workspace;

  SandboxVerticle(SandboxConfig config) {
    this.config = config;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setMaxInitialLineLength(MAX_HEAD_BYTES)
            .setMaxHeaderSize(MAX_HEAD_BYTES)
            .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(options)
        .requestHandler(this::handle)
        .listen()
        .onSuccess(
            listening -> {
              server = listening;
              workspace = new Workspace(vertx, config, url(), this::reset);
            });
  }

  @Override
  public Future<?> stop() {
    HttpServer listening = server;
    Future<Void> closed = listening == null ? Future.succeededFuture() : listening.close();
    return closed.eventually(() -> workspace().close());
  }

  int port() {
    HttpServer listening = server;
    if (listening == null) {
      throw new IllegalStateException("The sandbox is not listening");
    }
    return listening.actualPort();
  }

  URI url() {
    return url(config.host(), port());
  }

  static URI url(String host, int port) {
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  SandboxCounters counters() {
    return workspace().counters();
  }

  private void handle(HttpServerRequest request) {
    workspace().handle(request);
  }

  private Future<Void> reset() {
    Workspace old = workspace();
    workspace = new Workspace(vertx, config, url(), this::reset);
    return old.close();
  }

  private Workspace workspace() {
    Workspace current = workspace;
    if (current == null) {
      throw new IllegalStateException("The sandbox is not listening");
    }
    return current;
  }
}
