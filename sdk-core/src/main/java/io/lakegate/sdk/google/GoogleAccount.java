package io.lakegate.sdk.google;

import java.util.Objects;

/** A service account of Google Cloud, and why we may act as it. */
public sealed interface GoogleAccount {

  /**
   * One whose key we hold.
   *
   * @param json the key, as Google's console hands it out
   */
  record Key(String json) implements GoogleAccount {
    /** Checks that the key is there. */
    public Key {
      Objects.requireNonNull(json, "json");
    }

    @Override
    public String toString() {
      return "Key[***]";
    }
  }

  /**
   * One that whoever we are on this machine, by the application default credentials, may
   * impersonate.
   *
   * @param email its name
   */
  record Impersonated(String email) implements GoogleAccount {
    /** Checks that the name is there. */
    public Impersonated {
      Objects.requireNonNull(email, "email");
    }
  }
}
