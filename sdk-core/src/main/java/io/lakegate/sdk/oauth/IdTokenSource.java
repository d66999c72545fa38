package io.lakegate.sdk.oauth;

import java.util.function.Supplier;

/** Where the identity tokens come from that are exchanged for a token of an issuer. */
@FunctionalInterface
public interface IdTokenSource {

  /**
   * Gets a fresh one. Called on a thread that may block.
   *
   * @param audience tells whom it is to be for; not asked by a source that cannot choose
   * @throws io.lakegate.sdk.error.CredentialException if there is none to be had
   */
  String fetch(Supplier<String> audience);
}
