package io.lakegate.sdk.credential;

import java.util.List;
import java.util.Objects;

/**
 * Why nothing was chosen. No secret is in it.
 *
 * @param brief what to do about it, the SDKs' own words, and the masked configuration
 * @param tried every type that was looked at with its reason; empty where the brief form tells all
 */
public record Refusal(String brief, List<String> tried) {

  /** Copies the list. */
  public Refusal {
    Objects.requireNonNull(brief, "brief");
    tried = List.copyOf(tried);
  }

  /** Returns all of it on one line. */
  public String text() {
    return tried.isEmpty() ? brief : brief + ". Tried: " + String.join("; ", tried);
  }
}
