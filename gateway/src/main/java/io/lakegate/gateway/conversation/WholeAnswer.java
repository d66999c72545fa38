package io.lakegate.gateway.conversation;

import io.vertx.core.MultiMap;
import java.util.Optional;

/** An origin's answer with all of its body. */
public final class WholeAnswer {

  private final int status;
  private final MultiMap headers;
  private final byte[] body;

  WholeAnswer(int status, MultiMap headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The body as it came; handed over, not copied: who changes it changes it for everybody. */
  public byte[] body() {
    return body;
  }

  /** The value of a field, the first one where there are several. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether the status is 2xx. */
  public boolean successful() {
    return status / 100 == 2;
  }

  /** Never prints fields or the body: they may hold secrets. */
  @Override
  public String toString() {
    return "WholeAnswer[" + status + ", " + body.length + " bytes]";
  }
}
