package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.catalog.Catalog;
import java.util.Optional;

/**
 * The whole effective configuration of one gateway.
 *
 * @param listeners where the gateway listens
 * @param profiles which profiles it serves
 * @param guard which hosts and origins it trusts beyond its own
 * @param limits how fast it may call an origin
 * @param forward how requests are forwarded
 * @param drain how it stops
 * @param log what it writes about itself
 * @param eventLoops number of event-loop threads; 0 means one per available processor
 * @param catalog the catalog with what files add to it; empty where none do
 */
public record GatewayConfig(
    ListenersConfig listeners,
    ProfilesConfig profiles,
    GuardConfig guard,
    LimitsConfig limits,
    ForwardConfig forward,
    DrainConfig drain,
    LogConfig log,
    int eventLoops,
    Optional<Catalog> catalog) {

  /** Checks that nothing is missing. */
  public GatewayConfig {
    requireNonNull(listeners, "listeners");
    requireNonNull(profiles, "profiles");
    requireNonNull(guard, "guard");
    requireNonNull(limits, "limits");
    requireNonNull(forward, "forward");
    requireNonNull(drain, "drain");
    requireNonNull(log, "log");
    Checks.notNegative(eventLoops, "eventLoops");
    requireNonNull(catalog, "catalog");
  }
}
