package io.lakegate.sdk.credential;

import java.util.List;
import java.util.Objects;

/**
 * Why nothing was chosen. No secret is in it.
 *
 * @param point what to do about it, without its dot; empty where the words tell it
 * @param words the SDKs' own
 * @param context the configuration in the SDKs' form, secrets masked; may be empty
 * @param tried every type that was looked at with its reason; empty where the words tell it
 */
public record Refusal(String point, String words, String context, List<String> tried) {

  /** Copies the list. */
  public Refusal {
    Objects.requireNonNull(point, "point");
    Objects.requireNonNull(words, "words");
    Objects.requireNonNull(context, "context");
    tried = List.copyOf(tried);
  }

  /** Returns all of it on one line, beginning like an error of the SDKs. */
  public String text() {
    String list = tried.isEmpty() ? "" : "Tried: " + String.join("; ", tried);
    return joined(words, point, context, list);
  }

  /** Returns it for people, what to do first and without the list. */
  public String brief() {
    return joined(point, words, context);
  }

  private static String joined(String... parts) {
    return String.join(". ", List.of(parts).stream().filter(part -> !part.isEmpty()).toList());
  }
}
