package io.lakegate.sdk.oauth;

import io.lakegate.sdk.config.HostPort;
import io.lakegate.sdk.config.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Tells the addresses that a secret may be sent to: encrypted, or on this machine. */
final class IssuerAddress {

  private IssuerAddress() {}

  static Optional<URI> of(String text) {
    try {
      URI uri = new URI(text);
      boolean safe =
          "https".equalsIgnoreCase(uri.getScheme()) && !HostPort.of(uri).host().isEmpty();
      boolean local = "http".equalsIgnoreCase(uri.getScheme()) && Loopback.isLoopback(uri);
      return safe || local ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
