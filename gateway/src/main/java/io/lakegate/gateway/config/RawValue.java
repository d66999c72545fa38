package io.lakegate.gateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A value as written, before references in it are filled in.
 *
 * @param texts its texts; more than one for a repeated flag or a list in the file
 * @param commas whether commas inside a text separate values, where the key takes several
 * @param source where it was written
 */
record RawValue(List<String> texts, boolean commas, String source) {

  RawValue {
    texts = List.copyOf(texts);
  }

  static RawValue of(String text, String source) {
    return new RawValue(List.of(text), true, source);
  }

  RawValue withTexts(List<String> others) {
    return new RawValue(others, commas, source);
  }

  List<String> items() {
    return commas ? texts.stream().flatMap(RawValue::split).toList() : texts;
  }

  private static Stream<String> split(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty());
  }

  String shown() {
    return texts.isEmpty()
        ? "nothing"
        : texts.stream().map(Problems::quoted).collect(Collectors.joining(", "));
  }

  /** Leaves the texts out: they may be secrets. */
  @Override
  public String toString() {
    return "RawValue[" + source + "]";
  }
}
