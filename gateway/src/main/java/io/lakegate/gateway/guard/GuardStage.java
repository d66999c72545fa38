package io.lakegate.gateway.guard;

import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Stage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Refuses what no gateway forwards, before anything else is looked at: a strange target or method,
 * a Host that is not ours, a request that a web page sent, doubled singleton fields, and our own
 * requests coming back.
 */
public final class GuardStage implements Stage {

  /** Fields of which a second one would mean different things to different readers. */
  private static final List<String> SINGLETONS =
      List.of(
          "content-length",
          "content-type",
          "authorization",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since",
          "lakegate-profile",
          "lakegate-timeout");

  private final HostAllowlist hosts;
  private final BrowserRules browsers;
  private final String viaPseudonym;

  /**
   * Creates the stage.
   *
   * @param viaPseudonym the name under which this gateway stands in Via
   */
  public GuardStage(HostAllowlist hosts, BrowserRules browsers, String viaPseudonym) {
    this.hosts = hosts;
    this.browsers = browsers;
    this.viaPseudonym = viaPseudonym;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    ClientRequest request = exchange.request();
    MultiMap headers = request.headers();
    RequestTargets.check(request.method(), request.target());
    hosts.check(headers);
    browsers.check(headers, Objects.requireNonNullElse(headers.get("host"), ""));
    checkSingletons(headers);
    checkFraming(headers);
    checkExpectation(request);
    checkLoop(headers);
    return next.proceed(exchange);
  }

  private static void checkSingletons(MultiMap headers) {
    for (String name : SINGLETONS) {
      if (headers.contains(name) && headers.getAll(name).size() > 1) {
        throw new GatewayException(
            ProblemCode.BAD_HEADER, "The field " + name + " is there twice; one is expected.");
      }
    }
  }

  /** A coding under the chunks would be lost on the way: its field is of this hop only. */
  private static void checkFraming(MultiMap headers) {
    String coding = headers.get("transfer-encoding");
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      throw new GatewayException(
          ProblemCode.BAD_HEADER, "The only transfer coding that is taken is chunked.");
    }
    if (headers.contains("")) {
      throw new GatewayException(ProblemCode.BAD_HEADER, "A field without a name is not taken.");
    }
  }

  private static void checkExpectation(ClientRequest request) {
    if (request.headers().contains("expect")
        && request.version() != HttpVersion.HTTP_1_0
        && !request.headers().getAll("expect").stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::strip)
            .allMatch(member -> member.isEmpty() || member.equalsIgnoreCase("100-continue"))) {
      throw new GatewayException(
          ProblemCode.EXPECTATION_FAILED, "The only expectation that is met is 100-continue.");
    }
  }

  private void checkLoop(MultiMap headers) {
    if (!headers.contains("via")) {
      return;
    }
    for (String via : headers.getAll("via")) {
      for (String hop : via.split(",")) {
        if (hop.strip().endsWith(" " + viaPseudonym)) {
          throw new GatewayException(
              ProblemCode.LOOP_DETECTED,
              "The request has passed this gateway before: the origin's address leads back to the"
                  + " gateway. Check the profile's host.");
        }
      }
    }
  }
}
