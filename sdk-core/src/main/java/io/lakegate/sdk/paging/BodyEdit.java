package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sets one member of the JSON object that a client sent; all else stays byte for byte. */
final class BodyEdit {

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final byte[] body;
  private final String name;

  /** For each member of the name where its value begins and ends. */
  private final Offsets values = new Offsets();

  private final int brace;
  private final boolean alone;

  private BodyEdit(byte[] body, String name) {
    this.body = body;
    this.name = name;
    JsonScanner json = new JsonScanner(body, Reason.BAD_REQUEST);
    JsonMembers walk = new JsonMembers(json, json.start());
    boolean empty = true;
    while (walk.next()) {
      empty = false;
      int valueTo = walk.passValue();
      if (walk.isNamed(name)) {
        values.add(walk.valueFrom());
        values.add(valueTo);
      }
    }
    brace = walk.position() - 1;
    alone = empty;
    json.expectEnd(walk.position());
  }

  /**
   * Looks where the member is, or would be.
   *
   * @param body the client's body; an empty one counts as an empty object
   * @throws PagingException if it is no JSON object
   */
  static BodyEdit of(byte[] body, String name) {
    boolean blank = new JsonScanner(body, Reason.BAD_REQUEST).start() == body.length;
    return new BodyEdit(blank ? EMPTY_OBJECT : body, name);
  }

  /** The text that the member holds now; nothing if it is absent or no string. */
  Optional<String> text() {
    int last = values.size() - 2;
    boolean isText = last >= 0 && body[values.get(last)] == '"';
    return isText
        ? JsonText.decode(body, values.get(last), values.get(last + 1))
        : Optional.empty();
  }

  /** The client's body, or an empty object in its place. */
  byte[] unchanged() {
    return body;
  }

  /**
   * Returns the body with the member set: wherever it stands, or else at the end.
   *
   * @param value JSON, which is copied
   */
  byte[] with(byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + value.length + 32);
    int at = 0;
    for (int i = 0; i < values.size(); i += 2) {
      out.write(body, at, values.get(i) - at);
      out.writeBytes(value);
      at = values.get(i + 1);
    }
    if (values.size() == 0) {
      out.write(body, 0, brace);
      String member = (alone ? "" : ",") + JsonText.quote(name) + ":";
      out.writeBytes(member.getBytes(StandardCharsets.UTF_8));
      out.writeBytes(value);
      at = brace;
    }
    out.write(body, at, body.length - at);
    return out.toByteArray();
  }
}
