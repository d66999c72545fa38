package io.lakegate.gateway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The lines of a YAML file, by the place of what stands there. */
final class YamlLines {

  private static final YAMLFactory YAML = new YAMLFactory();

  private final Map<String, Integer> lines = new HashMap<>();

  private YamlLines() {}

  /**
   * Reads the lines of a file.
   *
   * @throws IOException if the text is not YAML
   */
  static YamlLines of(String text) throws IOException {
    YamlLines lines = new YamlLines();
    try (JsonParser parser = YAML.createParser(text)) {
      while (parser.nextToken() != null) {
        String place = parser.getParsingContext().pathAsPointer().toString();
        lines.lines.putIfAbsent(place, parser.currentTokenLocation().getLineNr());
      }
    }
    return lines;
  }

  /**
   * The line of what stands at a place, or of the nearest that it is part of.
   *
   * @param place names with dots between them and numbers in brackets, such as {@code
   *     operations[3].list.style}
   */
  int at(String place) {
    String pointer = "/" + place.replace(".", "/").replace("[", "/").replace("]", "");
    while (!pointer.isEmpty()) {
      Integer line = lines.get(pointer);
      if (line != null) {
        return line;
      }
      pointer = pointer.substring(0, pointer.lastIndexOf('/'));
    }
    return 1;
  }
}
