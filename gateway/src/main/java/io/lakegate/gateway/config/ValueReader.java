package io.lakegate.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns raw values into typed ones and reports those that cannot be. */
final class ValueReader {

  private final Interpolation interpolation;
  private final Problems problems;

  ValueReader(Interpolation interpolation, Problems problems) {
    this.interpolation = interpolation;
    this.problems = problems;
  }

  /** The value, or empty after its problem was reported with what was written, never filled in. */
  <T> Optional<T> read(String key, ValueType<T> type, RawValue raw) {
    var filled = filled(key, raw);
    if (filled.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(type.read(raw.withTexts(filled.get())));
    } catch (IllegalArgumentException e) {
      problems.add(key, raw.source(), "got " + raw.shown() + ", " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Text of any form, which may be a secret and is therefore never shown. */
  Optional<String> readSecret(String key, RawValue raw) {
    var text = filled(key, raw).map(texts -> String.join(",", texts));
    if (text.isPresent() && text.get().isBlank()) {
      problems.add(key, raw.source(), "is empty; give it a value or remove it");
      return Optional.empty();
    }
    return text;
  }

  /** A program and its arguments, which may be secrets and are therefore never shown. */
  Optional<List<String>> readCommand(String key, RawValue raw) {
    var words = filled(key, raw);
    if (words.isPresent() && (words.get().isEmpty() || words.get().getFirst().isBlank())) {
      problems.add(key, raw.source(), "expected a program and its arguments, as a list");
      return Optional.empty();
    }
    return words;
  }

  private Optional<List<String>> filled(String key, RawValue raw) {
    var faults = new ArrayList<String>();
    var texts = raw.texts().stream().map(text -> interpolation.fill(text, faults)).toList();
    faults.forEach(fault -> problems.add(key, raw.source(), fault));
    return faults.isEmpty() ? Optional.of(texts) : Optional.empty();
  }
}
