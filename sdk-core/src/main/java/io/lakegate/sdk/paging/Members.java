package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;

/** Where the members of a page's object stand. */
final class Members {

  private static final int COLUMNS = 4;

  /** Longest part of an origin's message that is told on. */
  private static final int LONGEST_MESSAGE = 500;

  private final byte[] bytes;

  /** For each member where its name begins and ends, and where its value does. */
  private final Offsets table = new Offsets();

  private int end;

  Members(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Passes an object and notes its members. */
  static Members read(JsonScanner json, int open) {
    Members members = new Members(json.bytes());
    JsonMembers walk = new JsonMembers(json, open);
    while (walk.next()) {
      members.add(walk, walk.passValue());
    }
    members.end = walk.position();
    return members;
  }

  /** Where the object ends that was read. */
  int end() {
    return end;
  }

  /** Adds the member at which a walk is. */
  void add(JsonMembers walk, int valueTo) {
    table.add(walk.nameFrom());
    table.add(walk.nameTo());
    table.add(walk.valueFrom());
    table.add(valueTo);
  }

  int count() {
    return table.size() / COLUMNS;
  }

  int nameFrom(int member) {
    return table.get(member * COLUMNS);
  }

  int valueFrom(int member) {
    return table.get(member * COLUMNS + 2);
  }

  int valueTo(int member) {
    return table.get(member * COLUMNS + 3);
  }

  boolean isNamed(int member, String name) {
    return JsonText.equals(bytes, nameFrom(member), table.get(member * COLUMNS + 1), name);
  }

  /**
   * Looks for the one member of this name.
   *
   * @return its number, or -1
   * @throws PagingException if there are two, since nobody can tell which of them holds
   */
  int find(String name) {
    int found = -1;
    for (int member = 0; member < count(); member++) {
      if (isNamed(member, name)) {
        if (found >= 0) {
          throw PagingException.of(
              Reason.BAD_PAGE, "bad page: two members " + name + ", expected one");
        }
        found = member;
      }
    }
    return found;
  }

  /** Whether a member is there and holds this literal, for instance {@code true}. */
  boolean holds(String name, String literal) {
    int member = find(name);
    return member >= 0 && JsonText.isLiteral(bytes, valueFrom(member), valueTo(member), literal);
  }

  /**
   * Returns the text of a member that is a string.
   *
   * @return nothing if there is no such member, or it is no string
   */
  Optional<String> text(String name) {
    int member = find(name);
    boolean isText = member >= 0 && bytes[valueFrom(member)] == '"';
    return isText ? JsonText.decode(bytes, valueFrom(member), valueTo(member)) : Optional.empty();
  }

  /**
   * Returns the number of a member.
   *
   * @return nothing if there is no such member, or it is no number
   */
  OptionalDouble number(String name) {
    int member = find(name);
    if (member < 0 || !isNumber(member)) {
      return OptionalDouble.empty();
    }
    int from = valueFrom(member);
    String text = new String(bytes, from, valueTo(member) - from, StandardCharsets.US_ASCII);
    return OptionalDouble.of(Double.parseDouble(text));
  }

  boolean isArray(int member) {
    return bytes[valueFrom(member)] == '[';
  }

  /** Whether a member is an array whose first element is an object, as those of items are. */
  boolean isArrayOfObjects(int member) {
    if (!isArray(member)) {
      return false;
    }
    int at = valueFrom(member) + 1;
    while (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r') {
      at++;
    }
    return bytes[at] == '{';
  }

  boolean isNumber(int member) {
    byte first = bytes[valueFrom(member)];
    return first == '-' || (first >= '0' && first <= '9');
  }

  /** Returns the name of a member; nothing if it is no UTF-8. */
  Optional<String> name(int member) {
    return JsonText.decode(bytes, nameFrom(member), table.get(member * COLUMNS + 1));
  }

  /**
   * Looks for an error in an answer that has no items, in the form of the oldest endpoints.
   *
   * @throws PagingException if there is one
   */
  void refuseErrorInsteadOfItems() {
    int member = find("error");
    if (member < 0 || holds("error", "null") || holds("error", "\"\"")) {
      return;
    }
    int from = valueFrom(member);
    String message =
        text("error")
            .orElseGet(
                () -> new String(bytes, from, valueTo(member) - from, StandardCharsets.UTF_8));
    throw PagingException.ofOrigin("UNKNOWN", shortened(message));
  }

  private static String shortened(String message) {
    return message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
  }

  /**
   * Looks for an error in the answer.
   *
   * @throws PagingException if there is one
   */
  void refuseError() {
    int member = find("error_code");
    if (member < 0 || holds("error_code", "null") || holds("error_code", "\"\"")) {
      return;
    }
    String message = text("message").orElse("");
    throw PagingException.ofOrigin(text("error_code").orElse("UNKNOWN"), shortened(message));
  }
}
