package io.lakegate.gateway.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 1048576}, {@code 64KiB}, {@code 1MiB} or {@code 2GiB}.
 *
 * @param bytes the size in bytes, not negative
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15})(B|KiB|MiB|GiB)?");

  /** Checks that the size is not negative. */
  public DataSize {
    Checks.notNegative(bytes, "bytes");
  }

  /**
   * A size of so many kibibytes.
   *
   * @param count number of units of 1024 bytes
   * @return the size
   */
  public static DataSize kibibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 10));
  }

  /**
   * A size of so many mebibytes.
   *
   * @param count number of units of 1024 kibibytes
   * @return the size
   */
  public static DataSize mebibytes(long count) {
    return new DataSize(Math.multiplyExact(count, 1L << 20));
  }

  static Optional<DataSize> parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    var count = Long.parseLong(match.group(1));
    var unit = match.group(2) == null ? 1 : unitBytes(match.group(2));
    return count > Long.MAX_VALUE / unit
        ? Optional.empty()
        : Optional.of(new DataSize(count * unit));
  }

  private static long unitBytes(String unit) {
    return switch (unit) {
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      default -> 1;
    };
  }

  /**
   * The size as the {@code int} that most buffer APIs take.
   *
   * @return the bytes, or {@link Integer#MAX_VALUE} for anything larger
   */
  public int intBytes() {
    return (int) Math.min(bytes, Integer.MAX_VALUE);
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The size in the largest unit that divides it, in the form that is also read. */
  @Override
  public String toString() {
    for (var unit : new String[] {"GiB", "MiB", "KiB"}) {
      if (bytes > 0 && bytes % unitBytes(unit) == 0) {
        return bytes / unitBytes(unit) + unit;
      }
    }
    return Long.toString(bytes);
  }
}
