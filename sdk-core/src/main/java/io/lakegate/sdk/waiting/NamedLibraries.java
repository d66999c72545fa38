package io.lakegate.sdk.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * After a call that installs or uninstalls libraries of a cluster, those that it names are judged,
 * not the others that the cluster has.
 *
 * @param kind what the call does
 * @param until how long what is installed may not be shown; empty for a call that has not been
 *     answered yet
 * @param hashes the libraries, each by its {@link LibraryHashes hash}; at least one
 */
record NamedLibraries(Kind kind, Optional<Instant> until, List<String> hashes)
    implements Expectation {

  /** Sixteen digits are enough for any time that can be meant, and far from an overflow. */
  private static final Pattern FORM =
      Pattern.compile("(install|uninstall):(\\d{1,16}):([0-9a-f]{8}(?:\\.[0-9a-f]{8})*)");

  /** What happens to libraries. */
  enum Kind {
    /** They will be shown, soon. */
    INSTALL,
    /** They may be gone. */
    UNINSTALL
  }

  /** Copies the list. */
  NamedLibraries {
    hashes = List.copyOf(hashes);
  }

  /** What a call names; nothing where it names none that could be read. */
  static Optional<NamedLibraries> of(Kind kind, byte[] request) {
    List<String> hashes = LibraryHashes.ofRequest(request);
    return hashes.isEmpty()
        ? Optional.empty()
        : Optional.of(new NamedLibraries(kind, Optional.empty(), hashes));
  }

  /** The same, of a call that has been answered. */
  NamedLibraries since(Instant answered) {
    return new NamedLibraries(kind, Optional.of(answered.plus(Judge.GRACE)), hashes);
  }

  /** The text form; empty before the call has been answered. */
  String form() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return until
        .map(time -> name + ":" + time.toEpochMilli() + ":" + String.join(".", hashes))
        .orElse("");
  }

  static Optional<NamedLibraries> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Instant until = Instant.ofEpochMilli(Long.parseLong(form.group(2)));
    Kind kind = Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT));
    List<String> hashes = Arrays.asList(form.group(3).split("\\."));
    return Optional.of(new NamedLibraries(kind, Optional.of(until), hashes));
  }

  /** How much of the time is left, whatever a text has said of it. */
  Duration remaining(Instant now) {
    Duration left = until.map(time -> Duration.between(now, time)).orElse(Judge.GRACE);
    return left.isNegative() ? Duration.ZERO : left.compareTo(Judge.GRACE) > 0 ? Judge.GRACE : left;
  }
}
