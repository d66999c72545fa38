package io.lakegate.gateway.wire;

import io.lakegate.gateway.testing.FakeOrigin.Call;
import java.util.List;
import java.util.Locale;

/**
 * A whole request as it came to the origin.
 *
 * @param line the request line
 * @param framing {@code length}, {@code chunks}, {@code none}, or all that it has
 * @param hosts the values of Host
 * @param body how many bytes its body has, -1 where that cannot be told
 * @param fields the other fields, the name of each in small letters
 */
record SeenRequest(String line, String framing, List<String> hosts, int body, List<Field> fields) {

  /** A field. */
  record Field(String name, String value) {

    @Override
    public String toString() {
      return name + "=" + (value.length() > 40 ? value.length() + " bytes" : value);
    }
  }

  static SeenRequest of(Call call, int body) {
    String framing =
        "length".repeat(call.fields("content-length").size())
            + "chunks".repeat(call.fields("transfer-encoding").size());
    List<Field> fields =
        call.head()
            .lines()
            .skip(1)
            .filter(line -> line.indexOf(':') > 0)
            .map(SeenRequest::field)
            .toList();
    return new SeenRequest(
        call.requestLine(),
        framing.isEmpty() ? "none" : framing,
        call.fields("host"),
        body,
        fields);
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    return new Field(
        line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  String method() {
    return line.split(" ", 2)[0];
  }

  /** The target, or all that follows the method where the line has other words. */
  String target() {
    String[] words = line.split(" ");
    return words.length == 3 ? words[1] : line;
  }

  /** Only those of its fields that a client sent. */
  SeenRequest only(List<String> names) {
    return new SeenRequest(
        line,
        framing,
        hosts,
        body,
        fields.stream()
            .filter(field -> names.contains(field.name()))
            .sorted(java.util.Comparator.comparing(Field::name))
            .toList());
  }
}
