package io.lakegate.sandbox.paging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One page.
 *
 * @param items what stands on it, in order
 * @param next the token of the next page, empty on the last
 * @param previous the token of the previous page, empty on the first
 */
public record Page<V>(List<V> items, String next, String previous) {

  /** Copies the list. */
  public Page {
    items = List.copyOf(items);
  }

  /** Tells whether another page follows. */
  public boolean hasMore() {
    return !next.isEmpty();
  }

  /** Adds the tokens to an answer; a token that leads nowhere is left out. */
  public void putTokens(ObjectNode answer) {
    if (hasMore()) {
      answer.put("next_page_token", next);
    }
    if (!previous.isEmpty()) {
      answer.put("prev_page_token", previous);
    }
  }
}
