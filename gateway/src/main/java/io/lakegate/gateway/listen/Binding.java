package io.lakegate.gateway.listen;

import io.lakegate.gateway.config.ListenAddress;

/**
 * A listener to be bound.
 *
 * @param name the listener's name, for messages
 * @param address where
 */
public record Binding(String name, ListenAddress address) {}
