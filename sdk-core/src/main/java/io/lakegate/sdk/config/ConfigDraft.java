package io.lakegate.sdk.config;

import io.lakegate.sdk.error.ConfigException.Problem;
import io.lakegate.sdk.spelling.Printable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A configuration while its layers are laid, the strongest first, and its problems collected. */
final class ConfigDraft {

  private static final String MASK = "***";

  private final Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
  private final List<Problem> problems = new ArrayList<>();
  private final Set<Attribute> unreadable = EnumSet.noneOf(Attribute.class);
  private final List<String> environment;
  private final boolean isolated;
  private final List<String> ignoredKeys = new ArrayList<>();
  private final List<String> ignored = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();
  private Optional<String> missingFile = Optional.empty();
  private String path = ProfileReader.DEFAULT_FILE;

  private ConfigDraft(List<String> environment, boolean isolated) {
    this.environment = environment;
    this.isolated = isolated;
  }

  /** Begins one that the environment takes part in, with these variables set. */
  static ConfigDraft shared(List<String> environment) {
    return new ConfigDraft(environment, false);
  }

  /** Begins one that the environment is kept out of. */
  static ConfigDraft isolated() {
    return new ConfigDraft(List.of(), true);
  }

  /** Sets an attribute, unless it is set already or the text is empty. */
  void offer(Attribute attribute, String text, String source) {
    if (text.isEmpty() || values.containsKey(attribute)) {
      return;
    }
    boolean verbatim = attribute.type() == AttributeType.TEXT;
    Optional<String> canonical = attribute.type().canonical(verbatim ? text : text.strip());
    String shown = attribute.sensitive() || text.contains("@") ? MASK : text;
    if (canonical.isEmpty()) {
      String expected = attribute.type().expected();
      String where = attribute.key() + " from " + source;
      String got = shown.isBlank() ? "white space" : Printable.text(shown);
      problem(attribute, "resolve: " + where + ": expected " + expected + ", got " + got);
      unreadable.add(attribute);
    }
    values.put(attribute, new ResolvedValue(canonical.orElse(shown), source));
  }

  void problem(Attribute attribute, String message) {
    problems.add(new Problem(attribute.key(), message));
  }

  /** Remembers that there is no such profile file, which is no problem by itself. */
  void missingFile(String path) {
    missingFile = Optional.of(path);
  }

  /** Remembers keys of the profile that are no attribute, which is no problem either. */
  void ignored(List<String> keys, List<String> told) {
    ignoredKeys.addAll(keys);
    ignored.addAll(told);
  }

  /** Remembers which profile file it is about. */
  void path(String file) {
    path = file;
  }

  /** Remembers what may help whoever looks for credentials in vain. */
  void hint(String sentence) {
    hints.add(sentence);
  }

  boolean lacksFile() {
    return missingFile.isPresent();
  }

  Optional<String> value(Attribute attribute) {
    return Optional.ofNullable(values.get(attribute)).map(ResolvedValue::value);
  }

  Optional<String> source(Attribute attribute) {
    return Optional.ofNullable(values.get(attribute)).map(ResolvedValue::source);
  }

  int problemCount() {
    return problems.size();
  }

  /** Returns whether nothing is set but where other values may be found. */
  boolean hasNoSettings() {
    return values.keySet().stream()
        .allMatch(key -> key == Attribute.PROFILE || key == Attribute.CONFIG_FILE);
  }

  /** Returns whether a host or any credential is set, which makes the default profile moot. */
  boolean hasHostOrCredentials() {
    return values.containsKey(Attribute.HOST) || !groups().isEmpty();
  }

  Resolution finish(String profile) {
    normaliseHost();
    checkGroups();
    FileNotes file = new FileNotes(path, hints, ignored);
    Provenance provenance = new Provenance(environment, isolated, missingFile, ignoredKeys, file);
    String context = config(profile, provenance).describe();
    values.keySet().removeAll(unreadable);
    return new Resolution(config(profile, provenance), problems, context);
  }

  private ResolvedConfig config(String profile, Provenance provenance) {
    return new ResolvedConfig(profile, values, provenance, Optional.empty(), List.of());
  }

  private void normaliseHost() {
    ResolvedValue host = values.get(Attribute.HOST);
    if (host == null) {
      return;
    }
    try {
      HostAddress address = HostAddress.parse(host.value());
      values.put(Attribute.HOST, new ResolvedValue(address.address(), host.source()));
      String source = "query of the host, " + host.source();
      address.workspaceId().ifPresent(id -> offer(Attribute.WORKSPACE_ID, id, source));
      address.accountId().ifPresent(id -> offer(Attribute.ACCOUNT_ID, id, source));
      checkEncrypted(address);
    } catch (IllegalArgumentException e) {
      values.remove(Attribute.HOST);
      String expected = "; expected an address such as https://dbc-1234.cloud.databricks.com";
      problem(
          Attribute.HOST,
          "validate: host from " + host.source() + ": " + e.getMessage() + expected);
    }
  }

  private void checkEncrypted(HostAddress address) {
    if (!address.mayBePlain()) {
      problem(
          Attribute.HOST,
          "validate: host "
              + address.address()
              + " is not encrypted: plain http is accepted for loopback only, use https");
    }
  }

  private void checkGroups() {
    Set<String> groups = groups();
    if (groups.size() > 1 && !values.containsKey(Attribute.AUTH_TYPE)) {
      problem(
          Attribute.AUTH_TYPE,
          "validate: more than one authorization method configured: "
              + String.join(" and ", groups)
              + "; set are "
              + grouped()
              + ". Remove what is not meant, or name the type that is by auth_type"
              + (isolated ? "" : " or DATABRICKS_AUTH_TYPE"));
    }
  }

  /** What belongs to an authorization method, and where it is from. */
  private String grouped() {
    return values.entrySet().stream()
        .filter(one -> !ResolvedConfig.methods(Map.ofEntries(one)).isEmpty())
        .map(one -> one.getKey().key() + " from " + one.getValue().source())
        .collect(Collectors.joining(", "));
  }

  private Set<String> groups() {
    return ResolvedConfig.methods(values);
  }
}
