package io.lakegate.sdk.http;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How we name ourselves to those we call. */
@SuppressWarnings("DoNotCallSuggester")
public final class UserAgent {

  private UserAgent() {}

  /**
   * Creates the name for this process.
   *
   * @param environment the variables of the process, null where unset
   * @param javaVersion such as {@code 25.0.1}
   * @param os such as {@code Linux}
   */
  public static UserAgent create(
      Function<String, @Nullable String> environment, String javaVersion, String os) {
    return new UserAgent();
  }

  /** Returns the value for a call of our own. */
  public String forOwnCalls(String authType) {
    throw new UnsupportedOperationException(authType);
  }

  /** Returns the value for a client's call. */
  public String forForwarded(Optional<String> clientUserAgent, String authType) {
    throw new UnsupportedOperationException(authType);
  }
}
