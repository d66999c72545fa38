package io.lakegate.gateway.admin;

import io.lakegate.sdk.credential.CredentialSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * What the probes say.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Health {

  private final Supplier<SequencedMap<String, CredentialSource>> required;
  private volatile boolean started;
  private volatile boolean draining;

  /**
   * Creates the state before the start.
   *
   * @param required the profiles that must hold a usable token, by name, as they are at the moment
   */
  public Health(Supplier<SequencedMap<String, CredentialSource>> required) {
    this.required = required;
  }

  /** All listeners are bound. */
  public void start() {
    started = true;
  }

  /** The gateway is asked to stop. */
  public void drain() {
    draining = true;
  }

  boolean isStarted() {
    return started;
  }

  /**
   * Why the gateway is not ready; empty when it is. A profile without a token is asked to get one,
   * in the background.
   */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!started) {
      missing.add("the listeners are not bound yet");
    }
    if (draining) {
      missing.add("the gateway is shutting down");
    }
    for (Map.Entry<String, CredentialSource> profile : required.get().entrySet()) {
      if (profile.getValue().ready().isEmpty()) {
        missing.add(
            "the profile '"
                + profile.getKey()
                + "' holds no usable credentials ("
                + profile.getValue().authType()
                + "): "
                + reason(profile.getValue()));
      }
    }
    return missing;
  }

  /** The issuer's last word holds until there is a token, also while it is being asked again. */
  private static String reason(CredentialSource source) {
    var _ = source.obtain();
    return source.lastFailure().map(Throwable::getMessage).orElse("they are being fetched");
  }
}
