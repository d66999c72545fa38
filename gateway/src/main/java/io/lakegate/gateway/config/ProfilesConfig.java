package io.lakegate.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which profiles are served, and our own additions to them.
 *
 * @param requested names given by {@code profile}, in the order given; may be empty
 * @param allFromFile whether every profile of {@code .databrickscfg} is served
 * @param own the profiles written under {@code profiles:}, by name, in the order written
 * @param required profiles that must hold a usable token before the gateway is ready; empty means
 *     the default profile
 */
public record ProfilesConfig(
    List<String> requested,
    boolean allFromFile,
    Map<String, ProfileConfig> own,
    List<String> required) {

  /** Copies the collections; the order of {@code own} is kept. */
  public ProfilesConfig {
    requested = List.copyOf(requested);
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    required = List.copyOf(required);
  }
}
