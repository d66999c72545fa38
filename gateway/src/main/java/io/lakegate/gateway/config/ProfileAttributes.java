package io.lakegate.gateway.config;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.AttributeType;
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

  /** Whether a value is shown as {@code ***}; an address may hold a password. */
  static boolean isSecret(String name, String value) {
    return find(name)
        .filter(one -> one.sensitive() || (isAddress(one) && value.indexOf('@') >= 0))
        .isPresent();
  }

  private static boolean isAddress(Attribute attribute) {
    return attribute == Attribute.HOST || attribute.type() == AttributeType.URL;
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
