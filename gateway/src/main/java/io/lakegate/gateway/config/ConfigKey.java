package io.lakegate.gateway.config;

import java.util.List;
import java.util.Locale;

/**
 * One setting: its name, what it takes, its default, and why it exists. Flags, environment names,
 * the file, its reference and its schema all follow from the list of these.
 *
 * @param <T> the value's type
 */
public final class ConfigKey<T> {

  private final String name;
  private final ValueType<T> type;
  private final String defaultText;
  private final String why;
  private final boolean perProfile;

  ConfigKey(String name, ValueType<T> type, String defaultText, String why, boolean perProfile) {
    this.name = name;
    this.type = type;
    this.defaultText = defaultText;
    this.why = why;
    this.perProfile = perProfile;
  }

  /**
   * Every setting that has a flag and an environment variable.
   *
   * @return the keys in the order of the reference file
   */
  public static List<ConfigKey<?>> all() {
    return Keys.ALL;
  }

  /**
   * The key as written in the file, dots between its levels.
   *
   * @return for example {@code limits.queue-size}
   */
  public String name() {
    return name;
  }

  /**
   * The command-line flag.
   *
   * @return for example {@code --limits-queue-size}
   */
  public String flag() {
    return "--" + name.replace('.', '-');
  }

  /**
   * The environment variable.
   *
   * @return for example {@code LAKEGATE_LIMITS_QUEUE_SIZE}
   */
  public String variable() {
    return "LAKEGATE_" + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * The default as one would write it.
   *
   * @return the text, empty for an empty list
   */
  public String defaultText() {
    return defaultText;
  }

  /**
   * Why the setting exists, in one line.
   *
   * @return one sentence or two
   */
  public String why() {
    return why;
  }

  /**
   * What a value looks like.
   *
   * @return the rest of a sentence that begins with "expected"
   */
  public String expected() {
    return type.expected();
  }

  /**
   * The word that stands for a value in help.
   *
   * @return for example {@code DURATION}
   */
  public String placeholder() {
    return type.placeholder();
  }

  /**
   * Whether the flag may be given more than once.
   *
   * @return true for lists
   */
  public boolean isList() {
    return type instanceof ValueType.ListType<?>;
  }

  /**
   * Whether the flag alone, without a value, means {@code true}.
   *
   * @return true for switches
   */
  public boolean isSwitch() {
    return type instanceof ValueType.SwitchType;
  }

  /** Whether a profile may override the value, under the last part of the name. */
  boolean isPerProfile() {
    return perProfile;
  }

  /** The last part of the name. */
  String leaf() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  ValueType<T> type() {
    return type;
  }

  T defaultValue() {
    return type.read(defaultText);
  }

  @Override
  public String toString() {
    return name;
  }
}
