package io.lakegate.gateway.exchange;

import java.util.Optional;

/**
 * The data listener that took a request.
 *
 * @param name its name in logs and metrics, {@code data} for the default one
 * @param pinnedProfile the one profile it serves, where it is pinned
 */
public record Entrance(String name, Optional<String> pinnedProfile) {}
