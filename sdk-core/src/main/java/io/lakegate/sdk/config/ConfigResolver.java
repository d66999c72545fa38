package io.lakegate.sdk.config;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the configuration from all its sources. */
@SuppressWarnings("DoNotCallSuggester")
public final class ConfigResolver {

  /**
   * Creates the resolver.
   *
   * @param environment the variables of the process, null where unset
   * @param files reads profile files
   */
  public ConfigResolver(Function<String, @Nullable String> environment, ProfileSource files) {}

  /**
   * Resolves the default profile: arguments, then environment, then profile file.
   *
   * @throws io.lakegate.sdk.error.ConfigException naming every problem
   */
  public ResolvedConfig resolve(Map<Attribute, String> arguments) {
    throw new UnsupportedOperationException(arguments.toString());
  }

  /**
   * Resolves a profile without the environment: its own values, then the profile file.
   *
   * @throws io.lakegate.sdk.error.ConfigException naming every problem
   */
  public ResolvedConfig resolveIsolated(String profile, Map<Attribute, String> own) {
    throw new UnsupportedOperationException(profile + own);
  }

  /** Returns the names of the profiles in the profile file. */
  public List<String> profileNames() {
    throw new UnsupportedOperationException();
  }
}
