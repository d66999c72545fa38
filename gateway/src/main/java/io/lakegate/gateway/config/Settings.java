package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The effective value of every key of the table, with where it came from. */
final class Settings {

  private static final String DEFAULT = "default";

  private final Map<ConfigKey<?>, Object> values = new HashMap<>();
  private final List<ConfigEntry> entries = new ArrayList<>();
  private final Map<ConfigKey<?>, String> sources = new HashMap<>();
  private final Set<ConfigKey<?>> unsound = new HashSet<>();

  private Settings() {}

  /**
   * Reads every key.
   *
   * @param written finds what was written for a key, in the strongest layer that has it
   * @param reader turns it into a value, or reports why not; then the default stands in
   */
  static Settings read(Function<ConfigKey<?>, Optional<RawValue>> written, ValueReader reader) {
    var settings = new Settings();
    ConfigKey.all().forEach(key -> settings.take(key, written.apply(key), reader));
    return settings;
  }

  private <T> void take(ConfigKey<T> key, Optional<RawValue> written, ValueReader reader) {
    var read = written.flatMap(raw -> reader.read(key.name(), key.type(), raw));
    if (written.isPresent() && read.isEmpty()) {
      unsound.add(key);
    }
    var value = read.orElseGet(key::defaultValue);
    var source = written.map(RawValue::source).orElse(DEFAULT);
    values.put(key, value);
    sources.put(key, source);
    entries.add(new ConfigEntry(key.name(), key.type().shown(value), source));
  }

  @SuppressWarnings("unchecked") // take() stores a T under each ConfigKey<T>.
  <T> T get(ConfigKey<T> key) {
    return (T) requireNonNull(values.get(key), key::name);
  }

  /** Gives a key that leaves its value open the one that follows from something else. */
  <T> void assume(ConfigKey<T> key, T value, String source) {
    values.put(key, value);
    sources.put(key, source);
    entries.replaceAll(
        entry ->
            entry.key().equals(key.name())
                ? new ConfigEntry(key.name(), key.type().shown(value), source)
                : entry);
  }

  String source(ConfigKey<?> key) {
    return sources.getOrDefault(key, DEFAULT);
  }

  /** Whether no problem with the key's value was reported. */
  boolean isSound(ConfigKey<?> key) {
    return !unsound.contains(key);
  }

  List<ConfigEntry> entries() {
    return entries;
  }
}
