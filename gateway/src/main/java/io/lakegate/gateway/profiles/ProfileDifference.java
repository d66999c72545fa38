package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is new in a profile, in words that hold no secret. */
final class ProfileDifference {

  private ProfileDifference() {}

  static List<String> between(Profile old, Profile now) {
    List<String> found = new ArrayList<>(attributes(old.resolved(), now.resolved()));
    String type = now.origin().authType();
    if (!type.equals(old.origin().authType())) {
      found.add("auth type " + old.origin().authType() + " -> " + type);
    }
    if (!now.limits().equals(old.limits())) {
      found.add("limits " + shown(old.limits()) + " -> " + shown(now.limits()));
    }
    if (!now.origin().limits().equals(old.origin().limits())) {
      found.add("its times and sizes");
    }
    return found;
  }

  private static List<String> attributes(ResolvedConfig old, ResolvedConfig now) {
    List<String> found = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      Optional<String> before = old.value(attribute);
      Optional<String> after = now.value(attribute);
      if (!before.equals(after)) {
        found.add(
            attribute.sensitive()
                ? attribute.key()
                : attribute.key() + " " + before.orElse("none") + " -> " + after.orElse("none"));
      }
    }
    return found;
  }

  private static String shown(LimitsConfig limits) {
    return "%s/s, %s ms, %d waiting"
        .formatted(
            limits.requestsPerSecond(), limits.queueTimeout().toMillis(), limits.queueSize());
  }
}
