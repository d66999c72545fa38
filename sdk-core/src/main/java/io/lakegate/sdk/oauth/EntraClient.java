package io.lakegate.sdk.oauth;

import java.util.Objects;

/** An application of Entra, and how it proves that it is the one. */
public sealed interface EntraClient {

  /** Returns the application's id. */
  String id();

  /**
   * By a secret. Its text form does not show it.
   *
   * @param id the application's id
   * @param secret its secret
   */
  record Secret(String id, String secret) implements EntraClient {
    /** Checks that both parts are there. */
    public Secret {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(secret, "secret");
    }

    @Override
    public String toString() {
      return "Secret[" + id + ", ***]";
    }
  }

  /**
   * By an identity token of somebody whom it trusts, a fresh one each time.
   *
   * @param id the application's id
   * @param identity where the identity tokens come from
   */
  record Federated(String id, IdTokenSource identity) implements EntraClient {

    /** Whom such a token is for, in each of the Azure clouds. */
    static final String AUDIENCE = "api://AzureADTokenExchange";

    /** Checks that both parts are there. */
    public Federated {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(identity, "identity");
    }
  }
}
