package io.lakegate.gateway.config;

import io.lakegate.sdk.spelling.Nearest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What {@code LAKEGATE_*} variables say. */
final class EnvironmentLayer {

  static final String CONFIG_FILE = "LAKEGATE_CONFIG";

  /** Read by the start script, before the program runs. */
  private static final String JAVA_OPTIONS = "LAKEGATE_JAVA_OPTS";

  private static final String PREFIX = "LAKEGATE_";

  /**
   * Variables that Kubernetes sets in every pod beside a Service whose name begins with lakegate
   * ("Discovering services", environment variables). They are nobody's typing error.
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "LAKEGATE_(?:\\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\\w+)?"
              + "|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");

  /** The one link whose name a person might have made up; its value tells. */
  private static final Pattern SERVICE_PORT = Pattern.compile("LAKEGATE_(?:\\w+_)?PORT");

  private static final Pattern SERVICE_URL = Pattern.compile("(?:tcp|udp|sctp)://\\S+");

  private final Environment environment;

  EnvironmentLayer(Environment environment) {
    this.environment = environment;
  }

  Optional<RawValue> value(ConfigKey<?> key) {
    return environment
        .value(key.variable())
        .map(text -> RawValue.of(text, "environment " + key.variable()));
  }

  /** Reports variables that look like ours and are not, by name only: the value may be a secret. */
  void reportUnknown(Problems problems) {
    var known = new TreeSet<String>();
    known.add(suffix(CONFIG_FILE));
    known.add(suffix(JAVA_OPTIONS));
    ConfigKey.all().forEach(key -> known.add(suffix(key.variable())));
    for (var name : new TreeSet<>(environment.names())) {
      if (name.startsWith(PREFIX) && !known.contains(suffix(name)) && !isServiceLink(name)) {
        problems.add(name, "environment", problem(suffix(name), known));
      }
    }
  }

  /** The prefix says nothing: two names are not near because both have it. */
  private static String suffix(String name) {
    return name.substring(PREFIX.length());
  }

  private static String problem(String suffix, Set<String> known) {
    return FileLayer.SECTIONS.contains(suffix.toLowerCase(Locale.ROOT))
        ? "can only be set in the file"
        : Problems.unknown("variable", Nearest.to(suffix, known).map(PREFIX::concat));
  }

  private boolean isServiceLink(String name) {
    return SERVICE_LINK.matcher(name).matches()
        || (SERVICE_PORT.matcher(name).matches()
            && environment
                .value(name)
                .filter(value -> SERVICE_URL.matcher(value).matches())
                .isPresent());
  }
}
