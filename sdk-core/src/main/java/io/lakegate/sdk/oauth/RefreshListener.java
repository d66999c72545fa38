package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;

/**
 * Who wants to know how refreshes of tokens end, whoever asked for them. It is called on the thread
 * that ended the refresh, and not to block it.
 */
public interface RefreshListener {

  /** One that does not want to know. */
  RefreshListener NONE =
      new RefreshListener() {
        @Override
        public void renewed(TokenKey key) {}

        @Override
        public void failed(TokenKey key, CredentialException failure) {}
      };

  /** The issuer gave a token. */
  void renewed(TokenKey key);

  /** The issuer gave none; it may be under way to be asked again. */
  void failed(TokenKey key, CredentialException failure);
}
