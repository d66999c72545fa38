package io.lakegate.gateway.cli;

import io.lakegate.gateway.config.ConfigKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the ordinary command lines that start a server, and leaves all others to picocli.
 *
 * <p>Picocli's classes are of a format that the JVM's AOT cache does not take (version 49), so
 * loading them costs some 50 ms of a start that should take a few hundred. What is read here is
 * read as picocli would; a test holds the two together.
 */
final class StraightLine {

  private final Map<String, ConfigKey<?>> keys = new HashMap<>();
  private final Map<String, List<String>> flags = new HashMap<>();
  private Optional<String> file = Optional.empty();

  private StraightLine() {
    ConfigKey.all().forEach(key -> keys.put(key.flag(), key));
  }

  /** What is asked for, or empty when only picocli can tell. */
  static Optional<Invocation> read(List<String> words) {
    var named =
        !words.isEmpty()
            && (words.getFirst().equals(Commands.SERVE) || words.getFirst().equals(Commands.DEMO));
    var command = named ? words.getFirst() : Commands.SERVE;
    var line = new StraightLine();
    return line.takeAll(words.subList(named ? 1 : 0, words.size()))
        ? Optional.of(new Invocation(command, Set.of(), line.file, line.flags, Invocation.NOTHING))
        : Optional.empty();
  }

  private boolean takeAll(List<String> words) {
    for (var i = 0; i < words.size(); ) {
      var taken = take(words, i);
      if (taken == 0) {
        return false;
      }
      i += taken;
    }
    return true;
  }

  /** Takes one flag and returns how many words it took, or 0 for one that is not plain. */
  private int take(List<String> words, int at) {
    var word = words.get(at);
    var equals = word.indexOf('=');
    var name = equals < 0 ? word : word.substring(0, equals);
    if (equals >= 0) {
      return put(name, word.substring(equals + 1)) ? 1 : 0;
    }
    var next = at + 1 < words.size() ? words.get(at + 1) : "";
    var key = keys.get(name);
    if (key != null && key.isSwitch()) {
      var ownValue = next.equalsIgnoreCase("true") || next.equalsIgnoreCase("false");
      return !ownValue && put(name, "true") ? 1 : 0;
    }
    return put(name, next) ? 2 : 0;
  }

  private boolean put(String name, String value) {
    if (value.isEmpty() || value.startsWith("-")) {
      return false;
    }
    if (name.equals(Commands.CONFIG_FLAG)) {
      var first = file.isEmpty();
      file = Optional.of(value);
      return first;
    }
    var key = keys.get(name);
    if (key == null || (flags.containsKey(key.name()) && !key.isList())) {
      return false;
    }
    return flags.computeIfAbsent(key.name(), any -> new ArrayList<>()).add(value);
  }
}
