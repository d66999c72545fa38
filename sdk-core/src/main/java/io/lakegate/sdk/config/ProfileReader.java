package io.lakegate.sdk.config;

import io.lakegate.sdk.spelling.Nearest;
import io.lakegate.sdk.spelling.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the profile file, picks a section and offers its values to a draft. */
final class ProfileReader {

  static final String DEFAULT_FILE = "~/.databrickscfg";

  /** How many names of profiles are told at most. */
  private static final int MOST_NAMES = 8;

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
      offerSelected(draft, file.get(), asked);
    }
  }

  private static void offerSelected(ConfigDraft draft, ProfileFile file, Optional<String> asked) {
    Optional<String> explicit = asked.or(file::defaultProfile);
    if (asked.isEmpty() && explicit.isPresent() && !explicit.get().equals(ProfileFile.SETTINGS)) {
      String source = "default_profile of [__settings__] in " + file.path();
      draft.offer(Attribute.PROFILE, explicit.get(), source);
    }
    List<String> names = file.profileNames();
    if (explicit.isEmpty() && file.section(ProfileFile.DEFAULT).isEmpty() && !names.isEmpty()) {
      String first = names.getFirst();
      draft.hint(
          "%s has no [DEFAULT]; it has %s. Use --profile %s or DATABRICKS_CONFIG_PROFILE=%s"
              .formatted(file.path(), some(names), first, first));
    }
    offer(draft, file, explicit.orElse(ProfileFile.DEFAULT), explicit.isPresent());
  }

  /** Tells of a file that is left alone although it would have something to offer. */
  void hintLeftAlone(ConfigDraft draft) {
    String path = path(draft);
    draft.path(path);
    Optional<ProfileFile> file = quietly(path);
    String name = file.flatMap(ProfileFile::defaultProfile).orElse(ProfileFile.DEFAULT);
    if (file.filter(one -> !one.section(name).isEmpty()).isPresent()) {
      draft.hint(
          ("[%s] of %s was left alone, because a host or a credential is set without it and no"
                  + " profile is named; DATABRICKS_CONFIG_PROFILE=%s lets it fill the gaps")
              .formatted(name, path, name));
    }
  }

  /** Of a file that is not needed nothing is wrong either. */
  private Optional<ProfileFile> quietly(String path) {
    try {
      return isAtHome(path)
          ? Optional.empty()
          : files.read(path).map(text -> new ProfileFileParser(path, text).parse());
    } catch (ProfileFileParser.SyntaxException | UncheckedIOException e) {
      return Optional.empty();
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

  private static void offer(
      ConfigDraft draft, ProfileFile file, String section, boolean mustExist) {
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
    draft.ignored(
        found.keySet().stream().filter(key -> Attribute.named(key).isEmpty()).toList(),
        file.ignored(section));
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
            : "it has " + (names.isEmpty() ? "none" : some(names));
    String what = file.path() + " has no " + section + " profile configured";
    String near = Nearest.to(section, names).map(one -> "; the nearest is " + one).orElse("");
    String from =
        draft.source(Attribute.PROFILE).map(one -> "; the name is from " + one).orElse("");
    draft.problem(Attribute.PROFILE, "resolve: " + what + " (" + known + ")" + near + from);
  }

  private static String some(List<String> names) {
    int more = names.size() - MOST_NAMES;
    return more <= 0
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + more + " more";
  }

  private Optional<ProfileFile> read(ConfigDraft draft, String path) {
    draft.path(path);
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
      unreadable(
          draft, "cannot read config file: " + Printable.text(path) + ": " + reason(e.getCause()));
    }
    return Optional.empty();
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case AccessDeniedException _ -> "permission denied";
      case IOException e
          when Objects.requireNonNullElse(e.getMessage(), "").contains("directory") ->
          "it is a folder";
      case IOException e when TextFiles.NOT_A_PATH.equals(e.getMessage()) -> "that is not a path";
      case null, default -> "the system refuses to read it";
    };
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
