package io.lakegate.gateway.config;

import io.lakegate.sdk.time.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a value may look like, and how its text is read and shown.
 *
 * @param <T> the value itself
 */
sealed interface ValueType<T> {

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException for text of another form; the message says what was expected
   *     and repeats nothing of the text, which may be a secret
   */
  T read(String text);

  /**
   * Reads a value written as any number of texts.
   *
   * @throws IllegalArgumentException as {@link #read(String)} does, and for more or fewer texts
   *     than the value takes
   */
  default T read(RawValue raw) {
    if (raw.texts().size() != 1) {
      throw new IllegalArgumentException("expected one value: " + expected());
    }
    return read(raw.texts().getFirst());
  }

  /** The value's text, in a form that is read back as the same value. */
  String shown(T value);

  /** What {@link #read} takes, as the rest of a sentence that begins with "expected". */
  String expected();

  /** The word that stands for a value in help, such as {@code DURATION}. */
  String placeholder();

  private static IllegalArgumentException refusal(ValueType<?> type) {
    return new IllegalArgumentException("expected " + type.expected());
  }

  /** A length of time within bounds, both included. */
  record TimeType(Duration min, Duration max) implements ValueType<Duration> {

    @Override
    public Duration read(String text) {
      return DurationText.parse(text)
          .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0)
          .orElseThrow(() -> refusal(this));
    }

    @Override
    public String shown(Duration value) {
      return DurationText.text(value);
    }

    @Override
    public String expected() {
      return "a duration such as 500ms, 30s or 1h30m, from "
          + DurationText.text(min)
          + " to "
          + DurationText.text(max);
    }

    @Override
    public String placeholder() {
      return "DURATION";
    }
  }

  /** A number of bytes within bounds, both included. */
  record SizeType(DataSize min, DataSize max) implements ValueType<DataSize> {

    @Override
    public DataSize read(String text) {
      return DataSize.parse(text)
          .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0)
          .orElseThrow(() -> refusal(this));
    }

    @Override
    public String shown(DataSize value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return "a size such as 1048576, 64KiB or 1MiB, from " + min + " to " + max;
    }

    @Override
    public String placeholder() {
      return "SIZE";
    }
  }

  /** A whole number within bounds, both included. */
  record WholeType(int min, int max) implements ValueType<Integer> {

    @Override
    public Integer read(String text) {
      try {
        var value = Integer.parseInt(text.strip());
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Answered below like a number out of bounds.
      }
      throw refusal(this);
    }

    @Override
    public String shown(Integer value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return "a whole number from " + min + " to " + max;
    }

    @Override
    public String placeholder() {
      return "NUMBER";
    }
  }

  /** A number above 0 that may have a fraction. */
  record RateType(int max) implements ValueType<Double> {

    private static final int MAX_LENGTH = 20;

    @Override
    public Double read(String text) {
      var stripped = text.strip();
      try {
        // Double.valueOf would also take NaN, hexadecimal forms and the suffixes of Java's
        // literals.
        var value = stripped.length() > MAX_LENGTH ? -1 : new BigDecimal(stripped).doubleValue();
        if (value > 0 && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Answered below like a number out of bounds.
      }
      throw refusal(this);
    }

    @Override
    public String shown(Double value) {
      return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }

    @Override
    public String expected() {
      return "a number above 0 and up to " + max;
    }

    @Override
    public String placeholder() {
      return "NUMBER";
    }
  }

  /** True or false. */
  record SwitchType() implements ValueType<Boolean> {

    @Override
    public Boolean read(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw refusal(this);
      };
    }

    @Override
    public String shown(Boolean value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return "true or false";
    }

    @Override
    public String placeholder() {
      return "true|false";
    }
  }

  /** One of an enum's constants, written in lower case. */
  record ChoiceType<E extends Enum<E>>(Class<E> type) implements ValueType<E> {

    @Override
    public E read(String text) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> constant.name().equalsIgnoreCase(text.strip()))
          .findFirst()
          .orElseThrow(() -> refusal(this));
    }

    @Override
    public String shown(E value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String expected() {
      return "one of " + String.join(", ", choices());
    }

    @Override
    public String placeholder() {
      return String.join("|", choices());
    }

    List<String> choices() {
      return Arrays.stream(type.getEnumConstants()).map(this::shown).toList();
    }
  }

  /** An address to listen on; beyond loopback only where nothing secret is served. */
  record AddressType(boolean loopbackOnly) implements ValueType<ListenAddress> {

    @Override
    public ListenAddress read(String text) {
      var address = ListenAddress.parse(text);
      if (loopbackOnly && !address.isLoopback()) {
        throw new IllegalArgumentException(
            "expected a loopback address or unix:/path, because this version has no TLS and no"
                + " client authentication: whoever reaches the address could use your credentials");
      }
      return address;
    }

    @Override
    public String shown(ListenAddress value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return AddressText.EXPECTED;
    }

    @Override
    public String placeholder() {
      return "ADDRESS";
    }
  }

  /**
   * A value, or the word {@code off}. YAML 1.1 tools, Helm among them, turn a plain {@code off}
   * into {@code false}, so that is read as the same.
   */
  record OffType<T>(ValueType<T> type) implements ValueType<Optional<T>> {

    private static final String OFF = "off";

    @Override
    public Optional<T> read(String text) {
      var word = text.strip();
      return word.equalsIgnoreCase(OFF) || word.equalsIgnoreCase("false")
          ? Optional.empty()
          : Optional.of(type.read(text));
    }

    @Override
    public String shown(Optional<T> value) {
      return value.map(type::shown).orElse(OFF);
    }

    @Override
    public String expected() {
      return "off, or " + type.expected();
    }

    @Override
    public String placeholder() {
      return type.placeholder() + "|" + OFF;
    }
  }

  /** Text of a checked form. */
  record TextType(TextForm form) implements ValueType<String> {

    @Override
    public String read(String text) {
      return form.normal(text.strip()).orElseThrow(() -> refusal(this));
    }

    @Override
    public String shown(String value) {
      return value;
    }

    @Override
    public String expected() {
      return form.expected();
    }

    @Override
    public String placeholder() {
      return form.placeholder();
    }
  }

  /** Several values; in one text they are separated by commas. */
  record ListType<T>(ValueType<T> element, boolean mayBeEmpty) implements ValueType<List<T>> {

    @Override
    public List<T> read(String text) {
      return read(RawValue.of(text, ""));
    }

    @Override
    public List<T> read(RawValue raw) {
      var items = raw.items();
      if (items.isEmpty() && !mayBeEmpty) {
        throw new IllegalArgumentException("expected at least one value");
      }
      return items.stream().map(element::read).distinct().toList();
    }

    @Override
    public String shown(List<T> value) {
      return value.stream().map(element::shown).collect(Collectors.joining(","));
    }

    @Override
    public String expected() {
      return "a list, each " + element.expected();
    }

    @Override
    public String placeholder() {
      return element.placeholder();
    }
  }
}
