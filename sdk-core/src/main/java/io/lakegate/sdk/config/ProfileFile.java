package io.lakegate.sdk.config;

import io.lakegate.sdk.spelling.Nearest;
import io.lakegate.sdk.spelling.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The sections of a profile file. Its text form shows no value, since most are secret.
 *
 * @param path where it lies
 * @param sections the keys (in lower case) and values of each section that has any, in file order
 * @param spots where headers and keys stand, in file order
 */
record ProfileFile(
    String path, SequencedMap<String, Map<String, String>> sections, List<Spot> spots) {

  /** The section that is used when no profile is asked for; keys before any header belong to it. */
  static final String DEFAULT = "DEFAULT";

  /** The section that holds settings of the file itself and is no profile. */
  static final String SETTINGS = "__settings__";

  ProfileFile {
    sections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sections));
    spots = List.copyOf(spots);
  }

  static ProfileFile empty(String path) {
    return new ProfileFile(path, new LinkedHashMap<>(), List.of());
  }

  /** Returns a section, or an empty map if it is missing or empty, which count as the same. */
  Map<String, String> section(String name) {
    return sections.getOrDefault(name, Map.of());
  }

  /** Returns the profile that the file itself names as the one to use. */
  Optional<String> defaultProfile() {
    return Optional.ofNullable(section(SETTINGS).get("default_profile"))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /** Tells what in a section has no effect: keys that are no attribute, and what stands twice. */
  List<String> ignored(String section) {
    List<String> told = new ArrayList<>();
    Map<String, Integer> first = new HashMap<>();
    for (Spot spot : spots) {
      if (spot.section().equals(section)) {
        Optional.ofNullable(first.put(spot.key(), spot.line()))
            .ifPresent(earlier -> told.add(spot.again(earlier)));
        if (!spot.key().isEmpty() && Attribute.named(spot.key()).isEmpty()) {
          told.add(spot.unknown());
        }
      }
    }
    return told;
  }

  List<String> profileNames() {
    return sections.keySet().stream().filter(name -> !name.equals(SETTINGS)).toList();
  }

  @Override
  public String toString() {
    return "ProfileFile[" + path + ": " + sections.keySet() + "]";
  }

  /**
   * A line that says something.
   *
   * @param section whose it is
   * @param key the key in lower case, empty for a header
   * @param line its number, the first is 1
   */
  record Spot(String section, String key, int line) {

    /** What looks like a name; anything else may be part of a secret that was pasted badly. */
    private static final Pattern NAME = Pattern.compile("[a-z_-]{1,50}");

    private String name() {
      return NAME.matcher(key).matches() ? key : "a key";
    }

    private String again(int earlier) {
      return key.isEmpty()
          ? "the second [%s] (line %d) goes on with that of line %d"
              .formatted(Printable.text(section), line, earlier)
          : "%s of line %d; line %d has it again".formatted(name(), earlier, line);
    }

    private String unknown() {
      List<String> known =
          Arrays.stream(Attribute.values()).flatMap(one -> one.keys().stream()).toList();
      String hint =
          NAME.matcher(key).matches()
              ? Nearest.to(key, known).map(near -> "; the nearest is " + near).orElse("")
              : "";
      return "%s (line %d)%s".formatted(name(), line, hint);
    }
  }
}
