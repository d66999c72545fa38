package io.lakegate.gateway.config;

/**
 * One effective value and where it came from.
 *
 * @param key the key, such as {@code limits.queue-size} or {@code profiles.dev.host}
 * @param value the value as shown to people; {@code ***} for a secret
 * @param source where the value came from, such as {@code flag --listen}, {@code environment
 *     LAKEGATE_LISTEN}, {@code lakegate.yaml:12} or {@code default}
 */
public record ConfigEntry(String key, String value, String source) {}
