package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration about to be loaded, from files that exist only here. */
final class Loading {

  static final Path FILE = Path.of("lakegate.yaml");

  private final Map<String, List<String>> flags = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Map<Path, String> files = new HashMap<>();

  Loading flag(String key, String... values) {
    flags.put(key, List.of(values));
    return this;
  }

  Loading variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Loading file(String path, String text) {
    files.put(Path.of(path), text);
    return this;
  }

  Loading yaml(String text) {
    files.put(FILE, text);
    return this;
  }

  LoadedConfig load() {
    return ConfigLoader.load(inputs());
  }

  GatewayConfig config() {
    return load().config();
  }

  String shown(String key) {
    return entry(key).value();
  }

  ConfigEntry entry(String key) {
    return load().entries().stream()
        .filter(entry -> entry.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  List<String> problems() {
    var failure = catchThrowableOfType(InvalidConfigException.class, this::load);
    return failure == null
        ? List.of()
        : failure.problems().stream().map(ConfigProblem::toString).toList();
  }

  ConfigInputs inputs() {
    var file = files.containsKey(FILE) ? Optional.of(FILE) : Optional.<Path>empty();
    return new ConfigInputs(flags, Environment.of(variables), file, this::read);
  }

  private String read(Path path) throws NoSuchFileException {
    var text = files.get(path);
    if (text == null) {
      throw new NoSuchFileException(path.toString());
    }
    return text;
  }
}
