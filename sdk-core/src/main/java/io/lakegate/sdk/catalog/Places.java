package io.lakegate.sdk.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;

/** Names the place of a value in a JSON text. */
final class Places {

  private Places() {}

  /** The place of the value that a parser stands at: {@code operations[3].list.style}. */
  static String of(JsonParser parser) {
    StringBuilder place = new StringBuilder();
    JsonStreamContext at = parser.getParsingContext();
    if (parser.currentToken() != null && parser.currentToken().isStructStart()) {
      at = at.getParent();
    }
    for (; at != null; at = at.getParent()) {
      if (at.inArray()) {
        place.insert(0, ']').insert(0, at.getCurrentIndex()).insert(0, '[');
      } else if (at.hasCurrentName()) {
        place.insert(0, at.getCurrentName()).insert(0, '.');
      }
    }
    return place.isEmpty() ? "" : place.substring(1);
  }
}
