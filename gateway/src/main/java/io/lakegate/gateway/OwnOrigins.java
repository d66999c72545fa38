package io.lakegate.gateway;

import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.config.ListenersConfig;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.profiles.Profile;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.ConfigException.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses a profile whose host is the gateway itself: every call would go in circles. */
final class OwnOrigins {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private OwnOrigins() {}

  static void check(ListenersConfig listeners, Collection<Profile> profiles) {
    List<Problem> problems =
        profiles.stream()
            .map(Profile::origin)
            .flatMap(origin -> problem(listeners, origin).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** What is wrong with a profile, if its host is one of these listeners. */
  static Optional<Problem> problem(ListenersConfig listeners, OriginProfile origin) {
    return isOwn(origin, ports(listeners))
        ? Optional.of(
            new Problem(
                origin.name(),
                ("the host of the profile '%s' is %s, which is this gateway itself; name the"
                        + " workspace's own address")
                    .formatted(origin.name(), origin.origin())))
        : Optional.empty();
  }

  private static Set<Integer> ports(ListenersConfig listeners) {
    return Stream.of(
            listeners.data().stream(),
            listeners.pinned().stream().map(pinned -> pinned.address()),
            listeners.admin().stream(),
            listeners.health().stream())
        .flatMap(addresses -> addresses)
        .flatMap(OwnOrigins::port)
        .collect(Collectors.toSet());
  }

  private static boolean isOwn(OriginProfile origin, Set<Integer> ports) {
    return LOOPBACK.contains(origin.host()) && ports.contains(origin.port());
  }

  private static Stream<Integer> port(ListenAddress address) {
    return switch (address) {
      case ListenAddress.Loopback loopback -> Stream.of(loopback.port());
      case ListenAddress.Tcp tcp -> Stream.of(tcp.port());
      case ListenAddress.Unix _ -> Stream.of();
    };
  }
}
