package io.lakegate.gateway.config;

import io.lakegate.gateway.config.YamlNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code profiles:}: Databricks attributes, the program that prints tokens, and overridden
 * numbers, by profile name.
 */
final class ProfilesSection {

  /** What may stand in a profile beside attributes and numbers, and in it. */
  static final String CREDENTIALS = "credentials";

  static final String COMMAND = "command";

  private static final ValueType<String> NAME = new ValueType.TextType(TextForm.PROFILE);
  private static final String MASK = "***";

  private final FileLayer file;
  private final ValueReader reader;
  private final Map<String, ProfileConfig> profiles = new LinkedHashMap<>();
  private final List<ConfigEntry> entries = new ArrayList<>();

  private ProfilesSection(FileLayer file, ValueReader reader) {
    this.file = file;
    this.reader = reader;
  }

  static ProfilesSection read(FileLayer file, ValueReader reader) {
    var section = new ProfilesSection(file, reader);
    file.section(FileLayer.PROFILES).forEach(section::take);
    return section;
  }

  Map<String, ProfileConfig> profiles() {
    return profiles;
  }

  List<ConfigEntry> entries() {
    return entries;
  }

  private void take(Entry profile) {
    var prefix = FileLayer.PROFILES + "." + profile.key();
    var name = reader.read(prefix, NAME, RawValue.of(profile.key(), file.at(profile)));
    var attributes = new HashMap<String, String>();
    var command = new ArrayList<String>();
    var numbers = new HashMap<String, RawValue>();
    for (var entry : file.mapping(prefix, profile)) {
      if (overridable(entry.key()).isPresent()) {
        file.raw(prefix + "." + entry.key(), entry, false)
            .ifPresent(raw -> numbers.put(entry.key(), raw));
      } else if (ProfileAttributes.isKnown(entry.key())) {
        attribute(prefix, entry).ifPresent(value -> attributes.put(entry.key(), value));
      } else if (entry.key().equals(CREDENTIALS)) {
        command.addAll(command(prefix + "." + CREDENTIALS, entry));
      } else {
        unknown(prefix, entry);
      }
    }
    var settings = settings(prefix, numbers);
    name.ifPresent(known -> profiles.put(known, new ProfileConfig(attributes, command, settings)));
  }

  private Optional<String> attribute(String prefix, Entry entry) {
    var key = prefix + "." + entry.key();
    var raw = file.raw(key, entry, entry.key().equals("scopes"));
    var value = raw.flatMap(text -> reader.readSecret(key, text));
    value.ifPresent(
        text -> {
          var shown = ProfileAttributes.isSecret(entry.key(), text) ? MASK : text;
          entries.add(new ConfigEntry(key, shown, file.at(entry)));
        });
    return value;
  }

  private List<String> command(String prefix, Entry section) {
    var key = prefix + "." + COMMAND;
    Optional<List<String>> words = Optional.empty();
    for (var entry : file.mapping(prefix, section)) {
      if (entry.key().equals(COMMAND)) {
        words = file.raw(key, entry, true).flatMap(raw -> reader.readCommand(key, raw));
        words.ifPresent(read -> entries.add(new ConfigEntry(key, shown(read), file.at(entry))));
      } else {
        file.unknown(prefix + "." + entry.key(), entry.key(), entry, List.of(COMMAND));
      }
    }
    return words.orElse(List.of());
  }

  /** Arguments may be secrets. */
  private static String shown(List<String> command) {
    return command.getFirst() + (command.size() == 1 ? "" : " " + MASK);
  }

  private void unknown(String prefix, Entry entry) {
    var known = ProfileAttributes.names();
    known.add(CREDENTIALS);
    ConfigKey.all().stream().filter(ConfigKey::isPerProfile).forEach(key -> known.add(key.leaf()));
    file.unknown(prefix + "." + entry.key(), entry.key(), entry, known);
  }

  private ProfileSettings settings(String prefix, Map<String, RawValue> numbers) {
    return new ProfileSettings(
        number(prefix, Keys.REQUESTS_PER_SECOND, numbers),
        number(prefix, Keys.QUEUE_TIMEOUT, numbers),
        number(prefix, Keys.QUEUE_SIZE, numbers),
        number(prefix, Keys.RETRY_TIMEOUT, numbers),
        number(prefix, Keys.HTTP_TIMEOUT, numbers),
        number(prefix, Keys.CONNECT_TIMEOUT, numbers),
        number(prefix, Keys.REPLAY_BUFFER, numbers),
        number(prefix, Keys.ANSWER_WITHIN, numbers));
  }

  private <T> Optional<T> number(String prefix, ConfigKey<T> key, Map<String, RawValue> numbers) {
    var raw = Optional.ofNullable(numbers.get(key.leaf()));
    var name = prefix + "." + key.leaf();
    var value = raw.flatMap(text -> reader.read(name, key.type(), text));
    value.ifPresent(
        read ->
            entries.add(
                new ConfigEntry(
                    name, key.type().shown(read), raw.map(RawValue::source).orElse(""))));
    return value;
  }

  private static Optional<ConfigKey<?>> overridable(String leaf) {
    return ConfigKey.all().stream()
        .filter(key -> key.isPerProfile() && key.leaf().equals(leaf))
        .findFirst();
  }
}
