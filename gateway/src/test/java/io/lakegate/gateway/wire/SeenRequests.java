package io.lakegate.gateway.wire;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.FakeOrigin.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An origin that keeps what has come to its end, asks for a body where it is expected to, and
 * answers each request with its own target.
 */
final class SeenRequests implements FakeOrigin.Script {

  private final List<SeenRequest> seen = new CopyOnWriteArrayList<>();

  @Override
  public void answer(Call call) throws IOException {
    if (call.fields("content-length").size() > 1) {
      seen.add(SeenRequest.of(call, -1));
      throw new IOException("nobody can tell where the body ends");
    }
    if (!call.field("expect").isEmpty()) {
      call.send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    byte[] body = call.readBody();
    String length = call.field("content-length");
    if (!length.isEmpty() && body.length < Integer.parseInt(length)) {
      throw new IOException("the body ended early");
    }
    SeenRequest request = SeenRequest.of(call, body.length);
    seen.add(request);
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + request.target().length() + "\r\n\r\n";
    call.send(request.method().equals("HEAD") ? head : head + request.target());
  }

  /** Takes what has come since the last time. */
  List<SeenRequest> take() {
    List<SeenRequest> taken = new ArrayList<>(seen);
    seen.removeAll(taken);
    return taken;
  }
}
