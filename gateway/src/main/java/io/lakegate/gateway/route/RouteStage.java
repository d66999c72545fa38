package io.lakegate.gateway.route;

import io.lakegate.gateway.exchange.DataPaths;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.RawQuery;
import io.vertx.core.Future;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses the profile by {@code /@NAME}, by the field {@code Lakegate-Profile} or by the listener,
 * and sends the exchange on to the origin or to an endpoint of our own.
 */
public final class RouteStage implements Stage {

  private static final String UNKNOWN_LABEL = "gateway";

  private final Supplier<ServedProfiles> profiles;
  private final DataPaths dataPaths;
  private final List<LocalEndpoint> endpoints;

  /**
   * Creates the stage.
   *
   * @param profiles the profiles as they are served at the moment
   * @param dataPaths the paths that go to the origin
   * @param endpoints what the gateway answers itself; asked in order, before the origin
   */
  public RouteStage(
      Supplier<ServedProfiles> profiles, DataPaths dataPaths, List<LocalEndpoint> endpoints) {
    this.profiles = profiles;
    this.dataPaths = dataPaths;
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    String target = exchange.request().target();
    Optional<String> inPath = Optional.empty();
    if (target.startsWith("/@")) {
      int end = nameEnd(target);
      inPath = Optional.of(decoded(target.substring(2, end)));
      target = target.substring(end);
    }
    return dispatch(exchange, chosen(exchange, inPath), target, next);
  }

  /** A request whose profile is not served, or not told, counts for none. */
  private OriginProfile chosen(Exchange exchange, Optional<String> inPath) {
    try {
      return profiles
          .get()
          .choose(
              exchange.listener().pinnedProfile(),
              inPath,
              exchange.request().header("lakegate-profile"));
    } catch (GatewayException | CredentialException e) {
      exchange.trace().routed("", "");
      throw e;
    }
  }

  private Future<OriginResponse> dispatch(
      Exchange exchange, OriginProfile profile, String target, Next next) {
    if (dataPaths.include(target)) {
      EndpointKind kind = EndpointKind.of(target);
      exchange.trace().routed(profile.name(), kind.label());
      return next.proceed(exchange.withRoute(new Route.ToOrigin(profile, target, kind)));
    }
    String path = RawQuery.pathOf(target);
    for (LocalEndpoint endpoint : endpoints) {
      if (endpoint.answers(path)) {
        exchange.trace().routed(profile.name(), endpoint.label());
        return endpoint.answer(exchange.withRoute(new Route.Local()), profile, target);
      }
    }
    exchange.trace().routed(profile.name(), UNKNOWN_LABEL);
    throw new GatewayException(
        ProblemCode.NOT_A_GATEWAY_PATH,
        "The gateway serves no such path. Paths that go to the origin begin with "
            + dataPaths.text()
            + " (the setting 'data-paths'); the gateway's own are /all-pages, /wait and"
            + " /lakegate/catalog. Probes and metrics are on the admin listener.");
  }

  private static int nameEnd(String target) {
    int slash = target.indexOf('/', 2);
    int query = target.indexOf('?');
    if (slash <= 2 || (query >= 0 && query < slash)) {
      throw new GatewayException(
          ProblemCode.NOT_A_GATEWAY_PATH,
          "A profile in the path is written /@NAME/ and followed by the path, such as"
              + " /@prod/api/2.2/jobs/list.");
    }
    return slash;
  }

  private static String decoded(String name) {
    // '+' stands for itself in a path.
    return name.indexOf('%') < 0
        ? name
        : URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
