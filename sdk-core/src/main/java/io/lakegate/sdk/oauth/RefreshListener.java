package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import java.util.Optional;

/** Who wants to know how refreshes of tokens end, whoever asked for them. */
@FunctionalInterface
public interface RefreshListener {

  /**
   * A refresh ended. Called on the thread that ended it, and not to block it.
   *
   * @param key whose token it is
   * @param failure why there is none; empty if there is one
   */
  void refreshed(TokenKey key, Optional<CredentialException> failure);
}
