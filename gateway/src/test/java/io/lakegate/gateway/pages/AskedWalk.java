package io.lakegate.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;

/**
 * A walk by GET.
 *
 * @param request what the client sends
 * @param pages the pages, as the origin gives them
 * @param asked the targets that the origin is expected to be asked for
 * @param body the answer that is expected
 */
record AskedWalk(String name, String request, List<String> pages, List<String> asked, String body) {

  /** Walks, and checks what was asked and answered. */
  void check() throws IOException {
    List<String> answers = pages.stream().map(Lists::ok).toList();
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(answers));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), request);
      assertThat(origin.calls())
          .extracting(FakeOrigin.Call::requestLine)
          .isEqualTo(asked.stream().map(target -> "GET " + target + " HTTP/1.1").toList());
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.whole()).isTrue();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
