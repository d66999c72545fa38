package io.lakegate.gateway.config;

import io.lakegate.gateway.config.ValueType.AddressType;
import io.lakegate.gateway.config.ValueType.TextType;
import io.lakegate.gateway.config.YamlNode.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code listeners:}: further addresses, each pinned to one profile. */
final class ListenersSection {

  private static final String LISTEN = "listen";
  private static final String PROFILE = "profile";
  private static final Set<String> KNOWN = Set.of(LISTEN, PROFILE);

  private final FileLayer file;
  private final ValueReader reader;
  private final Problems problems;
  private final List<PinnedListener> listeners = new ArrayList<>();
  private final List<ConfigEntry> entries = new ArrayList<>();

  private ListenersSection(FileLayer file, ValueReader reader, Problems problems) {
    this.file = file;
    this.reader = reader;
    this.problems = problems;
  }

  static ListenersSection read(FileLayer file, ValueReader reader, Problems problems) {
    var section = new ListenersSection(file, reader, problems);
    file.section(FileLayer.LISTENERS).forEach(section::take);
    return section;
  }

  List<PinnedListener> listeners() {
    return listeners;
  }

  List<ConfigEntry> entries() {
    return entries;
  }

  private void take(Entry listener) {
    var prefix = FileLayer.LISTENERS + "." + listener.key();
    var written = new HashMap<String, Entry>();
    for (var entry : file.mapping(prefix, listener)) {
      if (KNOWN.contains(entry.key())) {
        written.put(entry.key(), entry);
      } else {
        file.unknown(prefix + "." + entry.key(), entry.key(), entry, KNOWN);
      }
    }
    for (var missing : KNOWN.stream().sorted().filter(key -> !written.containsKey(key)).toList()) {
      problems.add(prefix, file.at(listener), "needs " + missing);
    }
    var address = value(prefix, LISTEN, written, new AddressType(true));
    var profile = value(prefix, PROFILE, written, new TextType(TextForm.PROFILE));
    address.ifPresent(
        bound ->
            profile.ifPresent(
                name -> listeners.add(new PinnedListener(listener.key(), bound, name))));
  }

  private <T> Optional<T> value(
      String prefix, String leaf, Map<String, Entry> written, ValueType<T> type) {
    var entry = written.get(leaf);
    if (entry == null) {
      return Optional.empty();
    }
    var key = prefix + "." + leaf;
    var value = file.raw(key, entry, false).flatMap(raw -> reader.read(key, type, raw));
    value.ifPresent(read -> entries.add(new ConfigEntry(key, type.shown(read), file.at(entry))));
    return value;
  }
}
