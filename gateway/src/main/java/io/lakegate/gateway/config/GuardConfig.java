package io.lakegate.gateway.config;

import java.util.List;

/**
 * What the guard lets in beyond loopback names and our own pages.
 *
 * @param allowedHosts further host names for the {@code Host} field, lower case, without a port
 * @param allowedOrigins browser origins that may call us, as {@code scheme://host[:port]}
 */
public record GuardConfig(List<String> allowedHosts, List<String> allowedOrigins) {

  /** Copies the lists. */
  public GuardConfig {
    allowedHosts = List.copyOf(allowedHosts);
    allowedOrigins = List.copyOf(allowedOrigins);
  }
}
