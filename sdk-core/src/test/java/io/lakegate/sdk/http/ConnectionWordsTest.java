package io.lakegate.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectionWordsTest {

  record Row(Throwable cause, String connecting, String exchanging) {}

  static Stream<Row> causes() {
    String unresolved = "Failed to resolve 'h' [A(1), AAAA(28)] after 2 queries )";
    String refused = "finishConnect(..) failed with error(-111): Connection refused: /127.0.0.1:9";
    String late = "connection timed out after 300 ms: /127.0.0.1:9";
    String reset = "recvAddress(..) failed with error(-104): Connection reset by peer";
    String noRoute = "finishConnect(..) failed with error(-113): No route to host: /10.0.0.1:9";
    return Stream.of(
        row(new UnknownHostException(unresolved), "the name h does not resolve", unresolved),
        row(new ConnectException(refused), "connection refused at h:9", refused),
        row(new ConnectException(late), "no connection to h:9 in time", late),
        row(new ConnectException(noRoute), "there is no route to h:9", noRoute),
        row(new NoRouteToHostException(), "there is no route to h:9", "NoRouteToHostException"),
        row(new SocketException(reset), "the other side reset the connection"),
        row(new IOException("Broken pipe"), "the other side reset the connection"),
        row(new IOException("Connection was closed"), "the other side closed the connection"),
        row(new ConnectException("odd"), "odd"),
        row(new IOException("odd"), "odd"),
        row(new IOException(), "IOException"));
  }

  private static Row row(Throwable cause, String connecting, String exchanging) {
    return new Row(cause, connecting, exchanging);
  }

  private static Row row(Throwable cause, String words) {
    return new Row(cause, words, words);
  }

  @ParameterizedTest
  @MethodSource("causes")
  void words_knownCause_areOursElseItsOwn(Row row) {
    assertThat(ConnectionWords.connecting(row.cause, "h", 9)).isEqualTo(row.connecting);
    assertThat(ConnectionWords.exchanging(row.cause)).isEqualTo(row.exchanging);
  }
}
