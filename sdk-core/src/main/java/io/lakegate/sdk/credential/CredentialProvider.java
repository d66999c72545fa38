package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.ResolvedConfig;
import java.util.List;

/** One authentication type. */
public interface CredentialProvider {

  /** Returns the name of the type, such as {@code oauth-m2m}. */
  String authType();

  /** Returns everything without which this type is not configured. */
  List<Need> needs();

  /** Returns what its failure means to the rest of the chain. */
  default Standing standing() {
    return Standing.CONFIGURED;
  }

  /**
   * Looks at a configuration that has everything this type needs, without sending any request; one
   * that asks another program runs it.
   *
   * @param config the resolved configuration of one profile
   * @param context what the source, if one is chosen, may use later
   */
  Outcome configure(ResolvedConfig config, CredentialContext context);
}
