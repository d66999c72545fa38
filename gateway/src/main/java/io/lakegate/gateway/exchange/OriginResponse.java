package io.lakegate.gateway.exchange;

import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to an exchange: a head, and a body that has not been read yet.
 *
 * @param status the status code
 * @param reason the reason phrase
 * @param headers the origin's fields as they came, hop-by-hop ones included; empty for an answer
 *     that the gateway made itself
 * @param own the fields that the gateway adds; they replace the origin's of the same name
 * @param body the body
 */
public record OriginResponse(
    int status, String reason, MultiMap headers, List<HeaderField> own, ResponseBody body) {

  /** Copies the list. */
  public OriginResponse {
    own = List.copyOf(own);
  }

  /** An answer that the gateway makes itself. */
  public static OriginResponse made(int status, List<HeaderField> fields, Buffer body) {
    return made(status, fields, new ResponseBody.Bytes(body));
  }

  /** An answer that the gateway makes itself, with a body that may still be on its way. */
  public static OriginResponse made(int status, List<HeaderField> fields, ResponseBody body) {
    return new OriginResponse(status, "", NoFields.NONE, fields, body);
  }

  /** The same answer with more fields of the gateway's own. */
  public OriginResponse plus(List<HeaderField> more) {
    if (own.isEmpty()) {
      // Every answer of an origin is one of these, and an immutable list is not copied again.
      return new OriginResponse(status, reason, headers, more, body);
    }
    List<HeaderField> all = new ArrayList<>(own.size() + more.size());
    all.addAll(own);
    all.addAll(more);
    return new OriginResponse(status, reason, headers, all, body);
  }

  /** The same head with another body. */
  public OriginResponse withBody(ResponseBody other) {
    return new OriginResponse(status, reason, headers, own, other);
  }

  /** The same answer with the status that its body speaks of. */
  public OriginResponse withStatus(int meant) {
    return new OriginResponse(meant, "", headers, own, body);
  }

  /** Gives the body up: an origin connection that still carries it is closed. */
  public void discard() {
    body.discard();
  }

  /** Never print fields: they may hold secrets. */
  @Override
  public String toString() {
    return "OriginResponse[" + status + "]";
  }

  private static final class NoFields {
    static final MultiMap NONE = MultiMap.caseInsensitiveMultiMap();
  }
}
