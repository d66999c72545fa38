package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TransportFailuresTest {

  record Row(Throwable cause, Kind connecting, Kind exchanging) {}

  static Stream<Row> failures() {
    Throwable untrusted = new SSLHandshakeException("no").initCause(new CertificateException("no"));
    return Stream.of(
        new Row(new UnknownHostException("no"), Kind.UNKNOWN_HOST, Kind.RESET),
        new Row(noNameServer(), Kind.NOT_CONNECTED, Kind.RESET),
        new Row(new ConnectException("refused"), Kind.NOT_CONNECTED, Kind.RESET),
        new Row(new ConnectTimeoutException("late"), Kind.NOT_CONNECTED, Kind.RESET),
        new Row(new IOException(), Kind.NOT_CONNECTED, Kind.RESET),
        new Row(untrusted, Kind.TLS_TRUST, Kind.RESET),
        new Row(new SSLPeerUnverifiedException("other name"), Kind.TLS_TRUST, Kind.RESET),
        new Row(new SSLException("alert"), Kind.TLS_HANDSHAKE, Kind.RESET),
        new Row(new IOException(new SSLException("alert")), Kind.TLS_HANDSHAKE, Kind.RESET),
        new Row(AnswerRules.broken("it is odd"), Kind.PROTOCOL, Kind.PROTOCOL));
  }

  private static Throwable noNameServer() {
    Throwable late =
        new DnsNameResolverTimeoutException(
            InetSocketAddress.createUnresolved("ns", 53),
            new DefaultDnsQuestion("host.", DnsRecordType.A),
            "late");
    return new UnknownHostException("no").initCause(late);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void kind_dependsOnTheCauseAndOnWhetherThereWasAConnection(Row row) {
    assertThat(TransportFailures.connecting(row.cause, "h", 9).kind()).isEqualTo(row.connecting);
    assertThat(TransportFailures.exchanging(row.cause).kind()).isEqualTo(row.exchanging);
    assertThat(TransportFailures.exchanging(row.cause).reason()).isNotEmpty();
  }

  @Test
  void reason_noNameServer_namesTheHost() {
    assertThat(TransportFailures.connecting(noNameServer(), "h", 9).reason())
        .isEqualTo("no name server answers for h");
  }
}
