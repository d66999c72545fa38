package io.lakegate.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.Doors;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything in the file of raw requests, through each door. */
final class RawRequestsIT {

  /** Behind a request that leaves the connection open: it has to be the next one answered. */
  private static final String NEXT =
      "GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

  @TempDir private static Path dir;
  private static final WholeRequests ORIGIN = new WholeRequests();
  private static FakeOrigin origin;
  private static TestGateway gateway;
  private static Doors doors;
  private static int expected;

  @BeforeAll
  static void start() throws IOException {
    origin = FakeOrigin.start(ORIGIN);
    Path socket = dir.resolve("gateway.sock");
    gateway =
        TestGateway.gateway()
            .origin(origin)
            .flag("listen", "127.0.0.1:0", "unix:" + socket)
            .start();
    doors = Doors.of(gateway.port(), socket);
  }

  /** What came late came nevertheless. */
  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
    assertThat(ORIGIN.count()).isEqualTo(expected);
  }

  static List<RawRequest> requests() {
    return RawRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void listener_rawRequest_getsItsVerdictThroughEveryDoor(RawRequest request) throws IOException {
    for (Doors.Door door : doors.all()) {
      int before = ORIGIN.count();
      int expectedBefore = expected;
      try (RawClient client = door.connect()) {
        client.send(request.text());
        switch (request.verdict()) {
          case Verdict.Passed passed -> passes(client, request, passed);
          case Verdict.Refused refused -> isRefused(client, request, refused);
          case Verdict.Broken _ -> isBroken(client);
        }
      }
      ORIGIN.checkSince(before, origin.url().getAuthority());
      assertThat(ORIGIN.count())
          .as("requests at the origin")
          .isEqualTo(before + expected - expectedBefore);
    }
  }

  private static void passes(RawClient client, RawRequest request, Verdict.Passed passed)
      throws IOException {
    if (passed.asked()) {
      assertThat(client.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    }
    for (int i = 0; i < passed.requests(); i++) {
      Answer answer = client.readAnswer(i == 0 ? request.method() : "GET");
      assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(200);
      expected++;
    }
    if (passed.then() != 0) {
      assertThat(Refusal.of(client.readAnswer()).status()).isEqualTo(passed.then());
    } else if (!passed.closes()) {
      assertThat(client.send(NEXT).readAnswer().status()).as("the next request").isEqualTo(200);
      expected++;
    }
    assertThat(client.isClosedByServer()).isTrue();
  }

  private static void isRefused(RawClient client, RawRequest request, Verdict.Refused refused)
      throws IOException {
    Answer answer = client.readAnswer(request.method());
    Refusal refusal = Refusal.of(answer);
    assertThat(answer.status()).as(refusal.message()).isEqualTo(refused.status());
    if (!refused.code().isEmpty()) {
      assertThat(refusal.code()).isEqualTo(refused.code());
    }
    if (!refused.closes()) {
      assertThat(client.send(NEXT).readAnswer().status()).as("the next request").isEqualTo(200);
      expected++;
    }
    assertThat(client.isClosedByServer()).isTrue();
  }

  /** Told before the end; never answered as if it were whole. */
  private static void isBroken(RawClient client) throws IOException {
    Refusal.of(client.readAnswer()).is(400, "BAD_REQUEST");
    assertThat(client.isClosedByServer()).isTrue();
  }
}
