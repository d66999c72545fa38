package io.lakegate.gateway.config;

import java.util.List;

/**
 * A piece of a YAML file that knows its line. Scalars stay text: the keys give them their types.
 */
sealed interface YamlNode {

  /** The line it begins on, the first being 1. */
  int line();

  /** What it is, for people. */
  String kind();

  /** Text, a number, true or false, as written. */
  record Scalar(String text, int line) implements YamlNode {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /** Nothing at all, as after {@code key:}. */
  record Empty(int line) implements YamlNode {
    @Override
    public String kind() {
      return "nothing";
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys with values, each key once, in the order written. */
  record Mapping(List<Entry> entries, int line) implements YamlNode {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** One key of a mapping. */
  record Entry(String key, int line, YamlNode value) {}
}
