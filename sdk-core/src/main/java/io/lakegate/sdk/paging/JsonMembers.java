package io.lakegate.sdk.paging;

/**
 * Walks the members of one object: {@link #next} moves to a member, {@link #passValue} or {@link
 * #passedValue} behind its value.
 */
final class JsonMembers {

  private final JsonScanner json;
  private int at;
  private boolean first = true;
  private int nameFrom;
  private int nameTo;
  private int valueFrom;

  /**
   * Begins before the first member.
   *
   * @param open where the object's brace is
   */
  JsonMembers(JsonScanner json, int open) {
    this.json = json;
    this.at = json.expect(open, '{');
  }

  /** Moves to the next member; false once the closing brace is passed. */
  boolean next() {
    at = json.white(at);
    if (json.is(at, '}')) {
      at++;
      return false;
    }
    if (!first) {
      if (!json.is(at, ',')) {
        throw json.failure(at, "',' or '}'");
      }
      at = json.white(at + 1);
    }
    first = false;
    nameFrom = at;
    nameTo = json.string(at);
    valueFrom = json.white(json.expect(json.white(nameTo), ':'));
    return true;
  }

  /** Passes the member's value. */
  int passValue() {
    at = json.value(valueFrom);
    return at;
  }

  /** Goes on behind the member's value, which somebody else has passed. */
  void passedValue(int valueTo) {
    at = valueTo;
  }

  /** Where the member's name begins, at its quote. */
  int nameFrom() {
    return nameFrom;
  }

  /** Where the member's name ends, behind its other quote. */
  int nameTo() {
    return nameTo;
  }

  /** Where the member's value begins. */
  int valueFrom() {
    return valueFrom;
  }

  boolean isNamed(String name) {
    return JsonText.equals(json.bytes(), nameFrom, nameTo, name);
  }

  /** Where the walk is: behind the last value, or behind the closing brace. */
  int position() {
    return at;
  }
}
