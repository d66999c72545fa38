package io.lakegate.sdk.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The sections of a profile file. Its text form shows no value, since most are secret.
 *
 * @param path where it lies
 * @param sections the keys (in lower case) and values of each section that has any, in file order
 */
record ProfileFile(String path, SequencedMap<String, Map<String, String>> sections) {

  /** The section that is used when no profile is asked for; keys before any header belong to it. */
  static final String DEFAULT = "DEFAULT";

  /** The section that holds settings of the file itself and is no profile. */
  static final String SETTINGS = "__settings__";

  ProfileFile {
    sections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sections));
  }

  static ProfileFile empty(String path) {
    return new ProfileFile(path, new LinkedHashMap<>());
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

  List<String> profileNames() {
    return sections.keySet().stream().filter(name -> !name.equals(SETTINGS)).toList();
  }

  @Override
  public String toString() {
    return "ProfileFile[" + path + ": " + sections.keySet() + "]";
  }
}
