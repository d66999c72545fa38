package io.lakegate.gateway.forward;

/**
 * What an origin sends, as bytes, under a name.
 *
 * @param name what it is
 * @param text the bytes, as ISO 8859-1
 */
record RawAnswer(String name, String text) {

  @Override
  public String toString() {
    return name;
  }
}
