package io.lakegate.gateway.config;

import io.lakegate.sdk.config.Attribute;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The Databricks attributes a profile of our file may hold, under their own names and the aliases
 * that are in use: all but those that choose a profile.
 */
final class ProfileAttributes {

  private static final Set<Attribute> CHOOSING =
      EnumSet.of(Attribute.PROFILE, Attribute.CONFIG_FILE);

  private ProfileAttributes() {}

  static boolean isKnown(String name) {
    return find(name).isPresent();
  }

  /** Whether a value is shown as {@code ***}. */
  static boolean isSecret(String name) {
    return find(name).map(Attribute::sensitive).orElse(false);
  }

  static Set<String> names() {
    var names = new TreeSet<String>();
    for (var attribute : EnumSet.complementOf(EnumSet.copyOf(CHOOSING))) {
      names.add(attribute.key());
      names.addAll(attribute.aliases());
    }
    return names;
  }

  private static Optional<Attribute> find(String name) {
    return Attribute.named(name)
        .filter(attribute -> !CHOOSING.contains(attribute))
        .filter(attribute -> attribute.key().equals(name) || attribute.aliases().contains(name));
  }
}
