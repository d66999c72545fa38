package io.lakegate.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells two configurations apart, setting by setting. */
public final class SettingChanges {

  /** What a running gateway takes over: what profiles are made of, and what the log tells. */
  private static final Set<ConfigKey<?>> TAKEN =
      Set.of(
          Keys.PROFILE,
          Keys.PROFILES_FROM_FILE,
          Keys.REQUESTS_PER_SECOND,
          Keys.QUEUE_TIMEOUT,
          Keys.QUEUE_SIZE,
          Keys.RETRY_TIMEOUT,
          Keys.CONNECT_TIMEOUT,
          Keys.HTTP_TIMEOUT,
          Keys.ANSWER_WITHIN,
          Keys.REPLAY_BUFFER,
          Keys.LOG_LEVEL);

  private static final String OF_PROFILES = "profiles.";

  private SettingChanges() {}

  /** The settings that differ and that only a new start takes over, in words without a secret. */
  public static List<String> needingNewStart(List<ConfigEntry> inForce, List<ConfigEntry> now) {
    Map<String, String> before = values(inForce);
    Map<String, String> after = values(now);
    Map<String, String> all = new LinkedHashMap<>(before);
    all.putAll(after);
    List<String> found = new ArrayList<>();
    for (String key : all.keySet()) {
      String old = before.getOrDefault(key, "");
      String fresh = after.getOrDefault(key, "");
      if (!old.equals(fresh) && !isTaken(key)) {
        found.add(
            "%s changed from %s to %s; it needs a new start"
                .formatted(key, Problems.quoted(old), Problems.quoted(fresh)));
      }
    }
    return found;
  }

  private static boolean isTaken(String key) {
    return key.startsWith(OF_PROFILES) || TAKEN.stream().anyMatch(one -> one.name().equals(key));
  }

  private static Map<String, String> values(List<ConfigEntry> entries) {
    Map<String, String> values = new LinkedHashMap<>();
    entries.forEach(entry -> values.put(entry.key(), entry.value()));
    return values;
  }
}
