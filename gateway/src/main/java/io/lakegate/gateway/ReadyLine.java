package io.lakegate.gateway;

import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.exchange.OriginProfile;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The line on standard output that tells that the gateway serves, and where. Scripts read it: it
 * begins as it always has, and the data listeners behind the first stand at its end, each by its
 * name.
 *
 * @param data the data listeners, by name
 */
record ReadyLine(
    SequencedMap<String, ListenAddress> data,
    Optional<ListenAddress> admin,
    Optional<ListenAddress> health) {

  /** The line of a gateway whose default profile this is. */
  String text(OriginProfile profile) {
    StringBuilder line = new StringBuilder("lakegate ready");
    tell(line, "listen", data.firstEntry().getValue());
    admin.ifPresent(at -> tell(line, "admin", at));
    health.ifPresent(at -> tell(line, "health", at));
    line.append(" profile=")
        .append(profile.name())
        .append(" host=")
        .append(profile.origin())
        .append(" auth=")
        .append(profile.authType());
    data.sequencedEntrySet().stream()
        .skip(1)
        .forEach(further -> tell(line, "listen." + further.getKey(), further.getValue()));
    return line.toString();
  }

  private static void tell(StringBuilder line, String name, ListenAddress address) {
    String url = address instanceof ListenAddress.Unix ? address.toString() : "http://" + address;
    line.append(' ').append(name).append('=').append(url);
  }
}
