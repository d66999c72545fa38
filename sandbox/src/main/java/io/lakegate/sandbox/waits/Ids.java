package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Ids that no other thing has. */
final class Ids {
  /** 2^53 + 1; a double holds none of the odd integers from here on. */
  private static final long LARGE = 9_007_199_254_740_993L;

  private long last;

  Ids() {}

  /** Returns an id that is a text, such as {@code deployment-7}; a version is a bare number. */
  JsonNode text(String name) {
    last++;
    String noun = name.replaceAll(".*\\.", "").replaceAll("_id$", "");
    boolean number = noun.equals("version");
    return TextNode.valueOf(number ? Long.toString(last) : noun + "-" + last);
  }

  /** Returns an id that is an int64 and that a double cannot hold. */
  JsonNode number() {
    last++;
    return LongNode.valueOf(LARGE + 2 * last);
  }
}
