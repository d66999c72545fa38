package io.lakegate.sdk.config;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Finds the profile file, picks a section and offers its values to a draft. */
final class ProfileReader {

  private static final String DEFAULT_FILE = "~/.databrickscfg";

  private final Function<String, Optional<String>> variables;
  private final TextFiles files;

  ProfileReader(Function<String, Optional<String>> variables, TextFiles files) {
    this.variables = variables;
    this.files = Objects.requireNonNull(files, "files");
  }

  /**
   * Offers the section that is asked for, else the one that the file names as its default, else
   * {@code DEFAULT}; only the last may be missing.
   */
  void offerSelected(ConfigDraft draft) {
    Optional<String> asked = draft.value(Attribute.PROFILE);
    String path = path(draft);
    if (asked.isPresent() && isReserved(draft, path, asked.get())) {
      return;
    }
    Optional<ProfileFile> file = read(draft, path);
    if (file.isPresent()) {
      Optional<String> explicit = asked.or(() -> file.get().defaultProfile());
      offer(draft, file.get(), explicit.orElse(ProfileFile.DEFAULT), explicit.isPresent());
    }
  }

  /**
   * Offers one section.
   *
   * @param mustExist whether it is a problem if there is no such section, or no file
   */
  void offerSection(ConfigDraft draft, String section, boolean mustExist) {
    String path = path(draft);
    if (!isReserved(draft, path, section)) {
      int before = draft.problemCount();
      Optional<ProfileFile> file = read(draft, path);
      boolean readable = draft.problemCount() == before;
      if (readable) {
        offer(draft, file.orElse(ProfileFile.empty(path)), section, mustExist);
      }
    }
  }

  List<String> names(ConfigDraft draft) {
    return read(draft, path(draft)).map(ProfileFile::profileNames).orElse(List.of());
  }

  private void offer(ConfigDraft draft, ProfileFile file, String section, boolean mustExist) {
    if (isReserved(draft, file.path(), section)) {
      return;
    }
    Map<String, String> found = file.section(section);
    if (found.isEmpty()) {
      if (mustExist) {
        missing(draft, file, section);
      }
      return;
    }
    String source = file.path() + " config file";
    draft.offer(Attribute.PROFILE, section, source);
    for (Attribute attribute : Attribute.values()) {
      if (attribute != Attribute.PROFILE && attribute != Attribute.CONFIG_FILE) {
        attribute
            .keys()
            .forEach(key -> draft.offer(attribute, found.getOrDefault(key, ""), source));
      }
    }
    draft.ignored(found.keySet().stream().filter(key -> Attribute.named(key).isEmpty()).toList());
  }

  private static boolean isReserved(ConfigDraft draft, String path, String section) {
    boolean reserved = section.equals(ProfileFile.SETTINGS);
    if (reserved) {
      String rule = " is a reserved section name and cannot be used as a profile";
      draft.problem(Attribute.PROFILE, "resolve: " + path + ": " + section + rule);
    }
    return reserved;
  }

  private static void missing(ConfigDraft draft, ProfileFile file, String section) {
    List<String> names = file.profileNames();
    String known =
        draft.lacksFile()
            ? "there is no such file"
            : "it has " + (names.isEmpty() ? "none" : String.join(", ", names));
    String what = file.path() + " has no " + section + " profile configured";
    draft.problem(Attribute.PROFILE, "resolve: " + what + " (" + known + ")");
  }

  private Optional<ProfileFile> read(ConfigDraft draft, String path) {
    try {
      // Without a home directory there is none of ours to read.
      Optional<String> text = isAtHome(path) ? Optional.empty() : files.read(path);
      if (text.isEmpty()) {
        draft.missingFile(path);
      }
      return text.map(content -> new ProfileFileParser(path, content).parse());
    } catch (ProfileFileParser.SyntaxException e) {
      unreadable(draft, "cannot parse config file: " + path + ": " + e.getMessage());
    } catch (UncheckedIOException e) {
      String kind = Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
      unreadable(draft, "cannot read config file: " + path + ": " + kind);
    }
    return Optional.empty();
  }

  private static void unreadable(ConfigDraft draft, String what) {
    draft.problem(Attribute.CONFIG_FILE, "resolve: " + what);
  }

  private String path(ConfigDraft draft) {
    String path =
        draft
            .value(Attribute.CONFIG_FILE)
            .or(() -> variables.apply("DATABRICKS_CONFIG_FILE"))
            .orElse(DEFAULT_FILE);
    if (!isAtHome(path)) {
      return path;
    }
    Optional<String> home = variables.apply("HOME").or(() -> variables.apply("USERPROFILE"));
    return home.map(directory -> directory + path.substring(1)).orElse(path);
  }

  private static boolean isAtHome(String path) {
    return path.equals("~") || path.startsWith("~/") || path.startsWith("~\\");
  }
}
