package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.TransportException.Phase;

/** After what a request is sent again. */
enum RetryRule {
  /** The Go SDK's rule for token issuers. */
  ISSUER {
    @Override
    boolean retries(int status) {
      return switch (status) {
        case 429, 502, 503, 504 -> true;
        default -> false;
      };
    }

    @Override
    boolean retries(Phase phase) {
      return switch (phase) {
        case DNS, TLS -> false;
        case CONNECT, SEND, RECEIVE -> true;
      };
    }
  },
  /**
   * Microsoft's rule for the metadata service of a virtual machine: 404 and 410 while it is
   * updated, 429, and whatever begins with 5. Where nobody answers, there is no such service, which
   * the next authentication type should not have to wait for.
   */
  INSTANCE_METADATA {
    @Override
    boolean retries(int status) {
      return status == 404 || status == 410 || status == 429 || status >= 500;
    }

    @Override
    boolean retries(Phase phase) {
      return false;
    }
  };

  abstract boolean retries(int status);

  abstract boolean retries(Phase phase);
}
