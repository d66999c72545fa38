package io.lakegate.sdk.http;

import java.util.Objects;

/**
 * One field of a message head. Its text form never shows the value, since any may be a credential.
 *
 * @param name the field's name, compared without regard to case
 * @param value the field's value
 */
public record HeaderField(String name, String value) {

  /** Checks that both parts are there. */
  public HeaderField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return name + ": ***";
  }
}
