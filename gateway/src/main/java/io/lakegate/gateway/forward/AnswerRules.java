package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the head of an origin's answer must be like, beyond what the library checks. An answer that
 * two readers could frame differently is none (RFC 9112 6.1, 6.3, 11.2).
 */
final class AnswerRules {

  private static final int FIRST_STATUS = 100;
  private static final int LAST_STATUS = 599;
  private static final int NO_CONTENT = 204;

  private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");

  private static final Pattern TIMEOUT =
      Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,9})", Pattern.CASE_INSENSITIVE);

  private AnswerRules() {}

  /** The failure of an attempt whose answer cannot be read. */
  static AttemptFailedException broken(String reason) {
    return new AttemptFailedException(Kind.PROTOCOL, "the answer is not valid HTTP/1.1: " + reason);
  }

  /** Version, three digits of status, and a reason of visible characters (RFC 9112 4). */
  static void checkStatusLine(String[] line) {
    if (!line[0].equals("HTTP/1.1") && !line[0].equals("HTTP/1.0")) {
      throw broken("it is in another version");
    }
    if (!isStatus(line[1])) {
      throw broken("its status is no number from " + FIRST_STATUS + " to " + LAST_STATUS);
    }
    for (int i = 0; i < line[2].length(); i++) {
      char c = line[2].charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw broken("there is a control character in its reason phrase");
      }
    }
  }

  private static boolean isStatus(String text) {
    if (text.length() != 3) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    int status = Integer.parseInt(text);
    return status >= FIRST_STATUS && status <= LAST_STATUS;
  }

  /**
   * One way to tell where the body ends: a length or chunks, and no coding beyond those, since none
   * was asked for. That a length is a number, and there is one, the library has checked.
   */
  static void checkFraming(HttpResponse head) {
    HttpHeaders fields = head.headers();
    if (!fields.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      return;
    }
    List<String> codings = fields.getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.size() != 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
      throw broken("its Transfer-Encoding is not 'chunked' alone");
    }
    if (head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
      throw broken("HTTP/1.0 has no Transfer-Encoding");
    }
    if (fields.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      throw broken("it has both Transfer-Encoding and Content-Length");
    }
  }

  /** An interim answer is a head alone, and no upgrade was asked for (RFC 9110 15.2). */
  static void checkInterim(HttpResponse head, int number, int atMost) {
    if (head.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      throw broken("it switches to a protocol that was not asked for");
    }
    if (head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
        || head.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
      throw broken("an interim answer announces a body");
    }
    if (number > atMost) {
      throw broken("more than " + atMost + " interim answers came before it");
    }
  }

  /**
   * Whether the connection is not to be used again although the library would: the answer says so
   * in a list of options (RFC 9110 7.6.1), or announces a body that it cannot have (RFC 9110 8.6,
   * 15.3.5) and may send nevertheless. Such a length is taken out: no client gets it.
   */
  static boolean endsConnection(HttpResponse head) {
    HttpHeaders fields = head.headers();
    boolean ends =
        fields.contains(HttpHeaderNames.CONNECTION)
            && fields.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    if (head.status().code() == NO_CONTENT) {
      ends = ends || announcesBody(fields);
      fields.remove(HttpHeaderNames.CONTENT_LENGTH);
    }
    String keepAlive = fields.get(KEEP_ALIVE);
    return ends || (keepAlive != null && endsSoon(keepAlive, fields));
  }

  private static boolean announcesBody(HttpHeaders fields) {
    return fields.contains(HttpHeaderNames.TRANSFER_ENCODING)
        || !fields.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
  }

  /**
   * An origin that tells after how many seconds it closes is left a second before that, lest a
   * request meets the end of its connection. What is longer than our own time is not heeded, and
   * the library would take 0 for ever.
   */
  private static boolean endsSoon(String keepAlive, HttpHeaders fields) {
    Matcher matcher = TIMEOUT.matcher(keepAlive);
    int seconds = matcher.find() ? Integer.parseInt(matcher.group(1)) : Integer.MAX_VALUE;
    if (seconds > OriginClients.KEEP_ALIVE_SECONDS) {
      fields.remove(KEEP_ALIVE);
    } else {
      fields.set(KEEP_ALIVE, "timeout=" + Math.max(1, seconds - 1));
    }
    return seconds <= 1;
  }
}
