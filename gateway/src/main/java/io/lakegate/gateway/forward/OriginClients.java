package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.OriginProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one event loop to the origins, one pool per profile, so that no connection is
 * ever shared between profiles or loops.
 *
 * <p><b>Threading:</b> used on its event loop only.
 */
final class OriginClients {

  /** Load balancers close idle connections after a minute; we let go of them well before. */
  static final int KEEP_ALIVE_SECONDS = 30;

  private final Vertx vertx;
  private final ConnectionLimits limits;
  private final Map<Pool, HttpClient> clients = new HashMap<>();

  /** What connections are made by; a profile that changes gets others. */
  private record Pool(String profile, boolean tls, Duration connectTimeout) {

    static Pool of(OriginProfile profile) {
      return new Pool(profile.name(), profile.tls(), profile.limits().connectTimeout());
    }
  }

  OriginClients(Vertx vertx, ConnectionLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  HttpClient forProfile(OriginProfile profile) {
    HttpClient known = clients.get(Pool.of(profile));
    return known != null ? known : create(profile);
  }

  private HttpClient create(OriginProfile profile) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setSsl(profile.tls())
            .setVerifyHost(true)
            .setKeepAlive(true)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setPipelining(false)
            .setDecompressionSupported(false)
            .setConnectTimeout(Math.toIntExact(profile.limits().connectTimeout().toMillis()))
            .setMaxInitialLineLength(limits.maxRequestLine())
            .setMaxHeaderSize(limits.maxHeaderSize())
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    PoolOptions pool =
        new PoolOptions().setHttp1MaxSize(limits.maxOriginConnections()).setMaxWaitQueueSize(-1);
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(pool)
            .withConnectHandler(
                connection -> {
                  OriginCodec.install(connection, limits);
                  SilenceProbes.install(connection);
                })
            .build();
    clients.put(Pool.of(profile), client);
    return client;
  }
}
