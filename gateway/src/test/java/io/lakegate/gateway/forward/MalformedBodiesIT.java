package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.FakeOrigin.Call;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks that are none, when the request has been begun (RFC 9112 7.1). */
final class MalformedBodiesIT {

  private static final String CHUNKED =
      " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNK = "5\r\nhello\r\n";
  private static final String BAD = "xyz\r\n";

  /** An operation that is paged, one that is waited for, and one whose body is read ahead. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PUT /api/2.0/x",
        "POST /api/2.2/jobs/run-now",
        "POST /all-pages/api/2.1/clusters/events",
        "POST /wait/api/2.1/clusters/create"
      })
  void malformedChunk_behindAGoodOne_400AndClosed(String line) throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(line + CHUNKED + CHUNK).send(BAD);
      Refusal.of(client.readAnswer()).is(400, "BAD_REQUEST");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void malformedChunk_onceTheOriginReads_endsItsConnectionAtOnce() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Integer> rest = new CompletableFuture<>();
    FakeOrigin.Script script =
        call -> {
          call.in().readNBytes(CHUNK.length());
          begun.complete(null);
          rest.complete(restOf(call));
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("PUT /api/2.0/x" + CHUNKED + CHUNK);
      begun.get(10, TimeUnit.SECONDS);
      Refusal.of(client.send(BAD).readAnswer()).is(400, "BAD_REQUEST");
      assertThat(rest.get(10, TimeUnit.SECONDS)).isZero();
      assertThat(origin.calls()).hasSize(1);
    }
  }

  /** How many bytes follow until the connection ends; a reset ends it too. */
  private static int restOf(Call call) {
    int read = 0;
    try {
      while (call.in().read() >= 0) {
        read++;
      }
    } catch (IOException reset) {
      return read;
    }
    return read;
  }

  @Test
  void malformedChunk_behindAnotherRequest_isToldAfterItsAnswer() throws Exception {
    CompletableFuture<Void> answering = new CompletableFuture<>();
    FakeOrigin.Script script =
        call -> {
          answering.join();
          FakeOrigin.json("{}").answer(call);
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      client.send("PUT /api/2.0/y" + CHUNKED + BAD);
      answering.complete(null);
      assertThat(client.readAnswer().status()).isEqualTo(200);
      Refusal.of(client.readAnswer()).is(400, "BAD_REQUEST");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void malformedChunk_onceAnswered_closes() throws Exception {
    try (FakeOrigin origin =
            FakeOrigin.start(call -> call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("PUT /api/2.0/x" + CHUNKED + CHUNK);
      assertThat(client.readAnswer().body()).isEqualTo("ok");
      client.send(BAD);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }
}
