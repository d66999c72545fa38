package io.lakegate.gateway.config;

import io.lakegate.gateway.config.YamlNode.Empty;
import io.lakegate.gateway.config.YamlNode.Entry;
import io.lakegate.gateway.config.YamlNode.Mapping;
import io.lakegate.gateway.config.YamlNode.Scalar;
import io.lakegate.gateway.config.YamlNode.Sequence;
import io.lakegate.sdk.spelling.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the configuration file says: values by key, and the sections that only a file can hold. */
final class FileLayer {

  static final String PROFILES = "profiles";
  static final String LISTENERS = "listeners";

  /** What is too much for a flag or a variable. */
  static final Set<String> SECTIONS = Set.of(PROFILES, LISTENERS);

  private static final Map<String, ConfigKey<?>> KEYS = byName();

  private final String file;
  private final Problems problems;
  private final Map<String, RawValue> values = new HashMap<>();
  private final Map<String, Entry> sections = new LinkedHashMap<>();

  private FileLayer(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads the file, if there is one; what is wrong with it is reported. */
  static FileLayer read(Optional<Path> path, FileReader files, Problems problems) {
    var layer = new FileLayer(path.map(Path::toString).orElse(""), problems);
    path.ifPresent(
        file -> {
          try {
            var root = new YamlReader(layer.file, problems).read(files.read(file));
            root.entries().forEach(layer::take);
          } catch (IOException e) {
            problems.add("config", layer.file, "cannot be read: " + Problems.reason(e));
          }
        });
    return layer;
  }

  Optional<RawValue> value(ConfigKey<?> key) {
    return Optional.ofNullable(values.get(key.name()));
  }

  /** The named entries of a section, or none when the file does not have it. */
  List<Entry> section(String name) {
    var entry = sections.get(name);
    return entry == null ? List.of() : mapping(name, entry);
  }

  /** A mapping's entries; nothing at all counts as an empty one, anything else is reported. */
  List<Entry> mapping(String key, Entry entry) {
    if (entry.value() instanceof Mapping mapping) {
      return mapping.entries();
    }
    if (!(entry.value() instanceof Empty)) {
      problems.add(
          key, at(entry), "expected a mapping of keys to values, got " + entry.value().kind());
    }
    return List.of();
  }

  /** A key's raw value; several only where the key takes several. */
  Optional<RawValue> raw(String key, Entry entry, boolean several) {
    if (entry.value() instanceof Scalar scalar) {
      return Optional.of(RawValue.of(scalar.text(), at(entry)));
    }
    if (several && entry.value() instanceof Sequence sequence) {
      return items(key, entry, sequence);
    }
    var expected = several ? "a list or a single value" : "a single value";
    problems.add(key, at(entry), "expected " + expected + ", got " + entry.value().kind());
    return Optional.empty();
  }

  String at(Entry entry) {
    return file + ":" + entry.line();
  }

  /** Reports a key that is not known; {@code word} is what the known names are compared with. */
  void unknown(String key, String word, Entry entry, Collection<String> known) {
    problems.add(key, at(entry), Problems.unknown("key", Nearest.to(word, known)));
  }

  private void take(Entry entry) {
    var key = KEYS.get(entry.key());
    if (key != null && key.name().contains(".")) {
      problems.add(
          key.name(), at(entry), "expected " + key.leaf() + " on its own line below its group");
    } else if (key != null) {
      raw(entry.key(), entry, key.isList()).ifPresent(raw -> values.put(key.name(), raw));
    } else if (SECTIONS.contains(entry.key())) {
      sections.put(entry.key(), entry);
    } else if (groups().contains(entry.key())) {
      mapping(entry.key(), entry).forEach(child -> takeGrouped(entry.key(), child));
    } else {
      unknown(entry.key(), entry.key(), entry, knownNames());
    }
  }

  private void takeGrouped(String group, Entry child) {
    var name = group + "." + child.key();
    var key = KEYS.get(name);
    if (key == null) {
      unknown(name, name, child, knownNames());
    } else {
      raw(name, child, key.isList()).ifPresent(raw -> values.put(name, raw));
    }
  }

  private Optional<RawValue> items(String key, Entry entry, Sequence sequence) {
    var texts = new ArrayList<String>();
    for (var item : sequence.items()) {
      if (item instanceof Scalar scalar) {
        texts.add(scalar.text());
      } else {
        problems.add(
            key,
            file + ":" + item.line(),
            "expected single values in the list, got " + item.kind());
        return Optional.empty();
      }
    }
    return Optional.of(new RawValue(texts, false, at(entry)));
  }

  /** The first parts of the keys that have two. */
  private static Set<String> groups() {
    var groups = new TreeSet<String>();
    for (var name : KEYS.keySet()) {
      if (name.contains(".")) {
        groups.add(name.substring(0, name.indexOf('.')));
      }
    }
    return groups;
  }

  private static Set<String> knownNames() {
    var names = new TreeSet<>(KEYS.keySet());
    names.addAll(groups());
    names.addAll(SECTIONS);
    return names;
  }

  private static Map<String, ConfigKey<?>> byName() {
    var keys = new LinkedHashMap<String, ConfigKey<?>>();
    ConfigKey.all().forEach(key -> keys.put(key.name(), key));
    return keys;
  }
}
