package io.lakegate.sdk.credential;

import io.lakegate.sdk.http.HeaderField;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is added to a request so that the origin accepts it. Its text form shows no value.
 *
 * @param headers the fields to set, in order
 * @param expiry when the origin stops accepting it, if that is known
 */
public record Credential(List<HeaderField> headers, Optional<Instant> expiry) {

  /** Copies the headers. */
  public Credential {
    headers = List.copyOf(headers);
    Objects.requireNonNull(expiry, "expiry");
  }

  /** Makes a credential that is one {@code Authorization} field. */
  static Credential authorization(String value, Optional<Instant> expiry) {
    return new Credential(List.of(new HeaderField("Authorization", value)), expiry);
  }
}
