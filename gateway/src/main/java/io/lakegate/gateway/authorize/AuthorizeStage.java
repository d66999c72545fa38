package io.lakegate.gateway.authorize;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RefusedCredentials;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.credential.CredentialSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Authorizes one attempt with the credentials of its profile. A credential at hand costs nothing;
 * otherwise the attempt waits for the one refresh under way. A credential that the origin has just
 * refused is replaced first, once, however many attempts were refused with it.
 */
public final class AuthorizeStage implements Stage, RefusedCredentials {

  private final Vertx vertx;
  private final Function<OriginProfile, CredentialSource> sources;

  /**
   * Creates the stage.
   *
   * @param sources the credentials of each profile that is served, or was when the exchange began
   */
  public AuthorizeStage(Vertx vertx, Function<OriginProfile, CredentialSource> sources) {
    this.vertx = vertx;
    this.sources = sources;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    CredentialSource source = sources.apply(exchange.toOrigin().profile());
    if (exchange.rejected().isPresent()) {
      return waiting(exchange, source, source.replace(exchange.rejected().get()), next);
    }
    Optional<Credential> ready = source.ready();
    return ready.isPresent()
        ? authorized(exchange, ready.get(), next)
        : waiting(exchange, source, source.obtain(), next);
  }

  /** Another is fetched for whoever comes next; whether that fails, they will be told. */
  @Override
  public void refused(OriginProfile profile, Credential credential) {
    var _ = sources.apply(profile).replace(credential);
  }

  private Future<OriginResponse> waiting(
      Exchange exchange,
      CredentialSource source,
      CompletableFuture<Credential> credential,
      Next next) {
    return new CredentialWait(vertx, exchange, source)
        .await(credential)
        .compose(obtained -> authorized(exchange, obtained, next));
  }

  private static Future<OriginResponse> authorized(
      Exchange exchange, Credential credential, Next next) {
    exchange.trace().credential(credential);
    return next.proceed(exchange.withCredential(credential));
  }
}
