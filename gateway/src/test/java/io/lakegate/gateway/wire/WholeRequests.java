package io.lakegate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.FakeOrigin.Call;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An origin that keeps the requests that have come to their end, and answers each. */
final class WholeRequests implements FakeOrigin.Script {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

  private final List<Call> whole = new CopyOnWriteArrayList<>();

  @Override
  public void answer(Call call) throws IOException {
    byte[] body = call.readBody();
    String length = call.field("content-length");
    if (!length.isEmpty() && body.length < Integer.parseInt(length)) {
      throw new IOException("the body ended early");
    }
    whole.add(call);
    call.send(call.requestLine().startsWith("HEAD ") ? HEAD : HEAD + "ok");
  }

  /** How many have come. */
  int count() {
    return whole.size();
  }

  /** Checks of those that came after others that nobody can frame them in two ways. */
  void checkSince(int before, String host) {
    for (Call call : whole.subList(before, whole.size())) {
      assertThat(call.requestLine())
          .as(call.head())
          .doesNotContain("smuggled")
          .endsWith(" HTTP/1.1");
      assertThat(call.fields("host")).as(call.head()).containsExactly(host);
      assertThat(call.fields("authorization")).containsExactly("Bearer test-token");
      int lengths = call.fields("content-length").size();
      int codings = call.fields("transfer-encoding").size();
      assertThat(lengths + codings).as(call.head()).isLessThanOrEqualTo(1);
    }
  }
}
