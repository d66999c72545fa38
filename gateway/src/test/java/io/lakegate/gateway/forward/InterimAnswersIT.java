package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.Wire.Fate;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An interim answer is passed over, and never taken for the final one (RFC 9110 15.2). */
final class InterimAnswersIT {

  private static final String FINAL = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfinal";

  private static Wire wire;

  @BeforeAll
  static void open() throws IOException {
    wire = Wire.once();
  }

  @AfterAll
  static void close() throws IOException {
    wire.close();
  }

  static Stream<RawAnswer> passedOver() {
    return Stream.of(
        new RawAnswer("100 that nobody waits for", "HTTP/1.1 100 Continue\r\n\r\n"),
        new RawAnswer("102", "HTTP/1.1 102 Processing\r\n\r\n"),
        new RawAnswer("103", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n"),
        new RawAnswer("104", "HTTP/1.1 104 Upload Resumption Supported\r\n\r\n"),
        new RawAnswer("199", "HTTP/1.1 199 Whatever\r\nX-A: 1\r\n\r\n"),
        new RawAnswer("100 without a reason", "HTTP/1.1 100\r\n\r\n"),
        new RawAnswer(
            "several",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 P\r\n\r\nHTTP/1.1 103 E\r\n\r\nHTTP/1.1 199 W\r\n\r\n"),
        new RawAnswer("as many as are allowed", "HTTP/1.1 102 Processing\r\n\r\n".repeat(16)));
  }

  @ParameterizedTest
  @MethodSource("passedOver")
  void interim_beforeTheFinalAnswer_isPassedOver(RawAnswer row) throws Exception {
    for (String method : new String[] {"GET", "HEAD", "POST"}) {
      Wire.Exchange exchange = wire.put(row.text() + FINAL.substring(0, cutFor(method)));
      try (RawClient client = wire.client()) {
        client.send(exchange.head(method) + "\r\n");
        Answer answer = client.readAnswer(method);
        assertThat(answer.status()).as(method).isEqualTo(200);
        assertThat(answer.field("content-length")).isEqualTo("5");
        assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : "final");
        assertThat(answer.field("link") + answer.field("x-a")).isEmpty();
        client.send("GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(exchange.fate()).as(method).isEqualTo(Fate.USED_AGAIN);
      }
      wire.assertNextIsRight();
    }
  }

  private static int cutFor(String method) {
    return method.equals("HEAD") ? FINAL.indexOf("final") : FINAL.length();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 27, 29, 40})
  void interim_inPieces_isPassedOver(int cut) throws Exception {
    String bytes = "HTTP/1.1 102 Processing\r\n\r\n" + FINAL;
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send(bytes.substring(0, cut));
              call.send(bytes.substring(cut));
            });
    try (RawClient client = wire.client()) {
      assertThat(client.send(exchange.head("GET") + "\r\n").readAnswer().body()).isEqualTo("final");
    }
  }

  static Stream<RawAnswer> refused() {
    return Stream.of(
        new RawAnswer(
            "101 that nobody asked for",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        new RawAnswer(
            "101 to a web socket",
            "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n"),
        new RawAnswer("101 without Upgrade", "HTTP/1.1 101 Switching Protocols\r\n\r\n"),
        new RawAnswer(
            "101 after 100", "HTTP/1.1 100 C\r\n\r\nHTTP/1.1 101 S\r\nUpgrade: x\r\n\r\n"),
        new RawAnswer(
            "102 with a length", "HTTP/1.1 102 Processing\r\nContent-Length: 4\r\n\r\nbody"),
        new RawAnswer(
            "100 with a length of 0", "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\n\r\n"),
        new RawAnswer(
            "103 with chunks", "HTTP/1.1 103 E\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        new RawAnswer("a flood", "HTTP/1.1 102 Processing\r\n\r\n".repeat(17)),
        new RawAnswer("an endless flood", "HTTP/1.1 100 Continue\r\n\r\n".repeat(20_000)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void interim_notPossible_502AndTheConnectionClosed(RawAnswer row) throws Exception {
    Wire.Exchange exchange = wire.put(row.text() + FINAL);
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      Refusal.of(answer).is(502, "ORIGIN_PROTOCOL_ERROR");
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  /** Taken as final, a 102 or 199 would shift all later answers of its connection by one. */
  @ParameterizedTest
  @ValueSource(strings = {"102 Processing", "199 Whatever"})
  void interimStatus_neverShiftsTheAnswersOfItsConnection(String status) throws Exception {
    FakeOrigin.Script shifting =
        call -> {
          String own = call.requestLine().substring(13, 22);
          call.send("HTTP/1.1 " + status + "\r\n\r\n");
          call.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + own);
        };
    try (FakeOrigin origin = FakeOrigin.start(shifting);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("event-loops", "1").start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (int i = 0; i < 10; i++) {
        String own = "answer-%02d".formatted(i);
        client.send("GET /api/2.0/" + own + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.readAnswer().body()).isEqualTo(own);
      }
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void interim_andThenNothing_502() throws Exception {
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send("HTTP/1.1 102 Processing\r\n\r\n");
              call.close();
            });
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      Refusal.of(answer).is(502, "ORIGIN_RESET");
      wire.assertNextIsRight();
    }
  }
}
