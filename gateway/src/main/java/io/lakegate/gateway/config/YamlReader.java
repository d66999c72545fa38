package io.lakegate.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.lakegate.gateway.config.YamlNode.Empty;
import io.lakegate.gateway.config.YamlNode.Entry;
import io.lakegate.gateway.config.YamlNode.Mapping;
import io.lakegate.gateway.config.YamlNode.Scalar;
import io.lakegate.gateway.config.YamlNode.Sequence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads a YAML file into nodes that know their lines, and reports what a configuration has no use
 * for: doubled keys, aliases, further documents. No problem repeats a value of the file.
 */
final class YamlReader {

  /** Deeper than any setting; a bound on recursion. */
  private static final int MAX_DEPTH = 16;

  /** How the parser calls a tab that begins a line. */
  private static final String TAB = "\\t(TAB)";

  private static final YAMLFactory YAML = new YAMLFactory();

  private final String file;
  private final Problems problems;

  YamlReader(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The file's mapping; what could not be read is reported and left out. */
  Mapping read(String text) {
    try (var parser = YAML.createParser(text)) {
      return document(parser);
    } catch (JsonProcessingException e) {
      problems.add(file, file + ":" + line(e), "is not valid YAML: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail to be read", e);
    }
    return new Mapping(List.of(), 1);
  }

  private Mapping document(YAMLParser parser) throws IOException {
    var token = parser.nextToken();
    var nothing = new Mapping(List.of(), 1);
    if (token == null) {
      return nothing;
    }
    var root = node(parser, token, new Place("", 0));
    if (parser.nextToken() != null) {
      problems.add(file, at(lineOf(parser)), "expected one YAML document, got another one here");
    }
    if (root instanceof Mapping mapping) {
      return mapping;
    }
    if (!(root instanceof Empty)) {
      problems.add(file, at(root.line()), "expected keys with values, got " + root.kind());
    }
    return nothing;
  }

  private YamlNode node(YAMLParser parser, JsonToken token, Place place) throws IOException {
    var line = lineOf(parser);
    if (place.depth() > MAX_DEPTH) {
      throw new TooDeep(parser);
    }
    if (parser.isCurrentAlias()) {
      problems.add(
          file, at(line), "aliases (*name) are not read; quote a value that begins with *");
    }
    return switch (token) {
      case START_OBJECT -> mapping(parser, line, place);
      case START_ARRAY -> sequence(parser, line, place);
      case VALUE_NULL -> new Empty(line);
      default -> new Scalar(Optional.ofNullable(parser.getText()).orElse(""), line);
    };
  }

  private Mapping mapping(YAMLParser parser, int line, Place place) throws IOException {
    var entries = new ArrayList<Entry>();
    for (var token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      var key = parser.currentName();
      var keyLine = lineOf(parser);
      var inner = place.of(key);
      var entry = new Entry(key, keyLine, node(parser, parser.nextToken(), inner));
      var first = entries.stream().filter(other -> other.key().equals(key)).findFirst();
      if (first.isPresent()) {
        problems.add(inner.name(), at(keyLine), "is already set on line " + first.get().line());
      } else {
        entries.add(entry);
      }
    }
    return new Mapping(List.copyOf(entries), line);
  }

  private Sequence sequence(YAMLParser parser, int line, Place place) throws IOException {
    var items = new ArrayList<YamlNode>();
    for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      items.add(node(parser, token, place.inner()));
    }
    return new Sequence(List.copyOf(items), line);
  }

  private String at(int line) {
    return file + ":" + line;
  }

  private static int lineOf(YAMLParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static int line(JsonProcessingException failure) {
    if (failure.getCause() instanceof MarkedYAMLException marked
        && marked.getProblemMark() != null) {
      return marked.getProblemMark().getLine() + 1;
    }
    return failure.getLocation() == null ? 1 : failure.getLocation().getLineNr();
  }

  /** The parser's own words, unless they could quote more of the file than a character. */
  private static String reason(JsonProcessingException failure) {
    if (failure instanceof TooDeep) {
      return "it is nested too deeply";
    }
    if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
      var problem = marked.getProblem().replaceAll("\\s+", " ");
      if (problem.contains(TAB)) {
        return "a tab stands where only spaces may; YAML indents with spaces";
      }
      if (!problem.contains("tag") && !problem.contains("URI")) {
        return problem + "; values with special characters need quotes";
      }
    }
    return "values with special characters need quotes";
  }

  /**
   * Where something stands.
   *
   * @param name its key with those around it, dots between them; empty for the file itself
   * @param depth how many mappings and lists are around it
   */
  private record Place(String name, int depth) {

    Place of(String key) {
      return new Place(name.isEmpty() ? key : name + "." + key, depth + 1);
    }

    Place inner() {
      return new Place(name, depth + 1);
    }
  }

  private static final class TooDeep extends JsonProcessingException {
    private static final long serialVersionUID = 1;

    TooDeep(YAMLParser parser) {
      super("too deep", parser.currentTokenLocation());
    }
  }
}
