package io.lakegate.gateway.config;

import io.lakegate.sdk.spelling.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the command line says. */
final class FlagLayer {

  private final Map<String, List<String>> flags;

  FlagLayer(Map<String, List<String>> flags) {
    this.flags = flags;
  }

  Optional<RawValue> value(ConfigKey<?> key) {
    return Optional.ofNullable(flags.get(key.name()))
        .map(texts -> new RawValue(texts, true, "flag " + key.flag()));
  }

  void reportUnknown(Problems problems) {
    var known =
        ConfigKey.all().stream()
            .map(ConfigKey::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (var name : new TreeSet<>(flags.keySet())) {
      if (!known.contains(name)) {
        problems.add(name, "command line", Problems.unknown("key", Nearest.to(name, known)));
      }
    }
  }
}
