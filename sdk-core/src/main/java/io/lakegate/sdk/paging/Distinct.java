package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells items that came before by the value of one member. */
final class Distinct {

  private final String name;
  private final Fingerprints seen = new Fingerprints();

  /**
   * Creates the memory of one walk.
   *
   * @param name the member that tells items apart
   */
  Distinct(String name) {
    this.name = name;
  }

  /**
   * Whether an item is new. One without the member, or with null for it, always is: nothing is
   * known of it. A string is the same however it is escaped; any other value is, byte for byte.
   */
  boolean isNew(Page page, int item) {
    if (page.bytes()[page.from(item)] != '{') {
      return true;
    }
    JsonMembers walk =
        new JsonMembers(new JsonScanner(page.bytes(), Reason.BAD_PAGE), page.from(item));
    int from = 0;
    int to = 0;
    while (walk.next()) {
      boolean named = walk.isNamed(name);
      int valueTo = walk.passValue();
      if (named) {
        from = walk.valueFrom();
        to = valueTo;
      }
    }
    return from == to || page.bytes()[from] == 'n' || seenFirst(page.bytes(), from, to);
  }

  private boolean seenFirst(byte[] bytes, int from, int to) {
    if (bytes[from] == '"') {
      byte[] quoted =
          JsonText.decode(bytes, from, to)
              .map(text -> JsonText.quote(text).getBytes(StandardCharsets.UTF_8))
              .orElseGet(() -> Arrays.copyOfRange(bytes, from, to));
      return seen.add(quoted, 0, quoted.length);
    }
    return seen.add(bytes, from, to);
  }
}
