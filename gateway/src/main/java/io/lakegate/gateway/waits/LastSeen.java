package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginErrorException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.error.ErrorBody;
import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.waiting.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a wait saw last of its operation, and the problems that can end it there: each shows it, and
 * tells where to go on.
 *
 * @param location where to go on
 * @param triggered whether this exchange has started it, so that its request must not be repeated
 * @param state the operation's state, empty where none was seen
 * @param entity what the operation looked like, empty where nothing was seen
 */
record LastSeen(HeaderField location, boolean triggered, String state, Optional<byte[]> entity) {

  private static final String POLL_REFUSED = "POLL_REFUSED";
  private static final int FIRST_SERVER_ERROR = 500;
  private static final HeaderField NOT_AGAIN = new HeaderField("x-should-retry", "false");

  /** It ended badly; the platform's own words go before ours. */
  GatewayException failed(Verdict.Failed failed) {
    String message =
        failed.message().isEmpty()
            ? "The operation ended in the state " + failed.state() + "."
            : failed.message();
    Map<String, String> facts =
        failed.errorCode().isPresent()
            ? Map.of("state", failed.state(), "error_code", failed.errorCode().get())
            : Map.of("state", failed.state());
    return problem(ProblemCode.OPERATION_FAILED, message, facts);
  }

  /** It ended, and the platform does not say how. */
  GatewayException untold() {
    return problem(
        ProblemCode.OPERATION_FAILED,
        "The operation is over in the state "
            + state
            + ", but has no result, so that it is not known whether it ended well. Look at it in the"
            + " workspace.",
        Map.of("state", state));
  }

  /** The origin does not tell; its own words, and its status where that is an error. */
  OriginErrorException refused(Verdict.PollRefused refused, ReadAnswer answer) {
    if (answer.successful()) {
      return answer.held(
          new OriginError(refused.errorCode(), refused.message()),
          Map.of("state", state),
          List.of(Entities.detail(state, entity)),
          fields());
    }
    ErrorDetail reason =
        ErrorDetail.errorInfo(
            POLL_REFUSED, Map.of("status", Integer.toString(refused.status()), "state", state));
    byte[] body =
        new ErrorBody(
                refused.errorCode(),
                answer.told(refused.message()),
                List.of(reason, Entities.detail(state, entity)))
            .toJson();
    return new OriginErrorException(refused.status(), body, fields()).madeBy(POLL_REFUSED);
  }

  /**
   * Nobody can ask the origin. What this exchange has started must not be started again by a client
   * that repeats whatever failed on a server.
   */
  GatewayException lost(GatewayException reason) {
    if (triggered && reason.status() >= FIRST_SERVER_ERROR) {
      return unfollowed(reason);
    }
    GatewayException located = reason;
    for (HeaderField field : fields()) {
      located = located.withField(field);
    }
    return located.withDetail(Entities.detail(state, entity));
  }

  private GatewayException unfollowed(GatewayException reason) {
    return new GatewayException(
            ProblemCode.WAIT_LOST,
            "The operation was started, but cannot be followed: "
                + reason.text()
                + " Go on at the address in Location.",
            Map.of("cause", reason.code().name(), "state", state),
            List.of(location))
        .withDetail(Entities.detail(state, entity));
  }

  /** The time is up. */
  GatewayException timedOut(Duration timeout) {
    String when = "after " + timeout.toMillis() / 1000.0 + " s";
    return timedOut(when, "or allow more by _timeout.");
  }

  /** The time is up that the client gives the exchange. */
  GatewayException expired() {
    return timedOut("within the time given in Lakegate-Timeout", "or give it more.");
  }

  private GatewayException timedOut(String when, String more) {
    String told =
        isKnown()
            ? "The operation was not over "
                + when
                + (state.isEmpty() ? "" : "; its state was " + state)
                + ". It was left running; go on at the address in Location, "
            : "No poll had shown the operation "
                + when
                + ". Ask again at the address in Location, ";
    return problem(ProblemCode.OPERATION_TIMED_OUT, told + more, Map.of("state", state));
  }

  /** The gateway is going. */
  GatewayException draining() {
    return problem(
        ProblemCode.DRAINING,
        "The gateway is shutting down. "
            + (isKnown()
                ? "The operation was left running; go on"
                : "No poll had shown the operation yet; ask again")
            + " at the address in Location.",
        Map.of("state", state));
  }

  /** Whether there is an operation: it was started here, or has been seen. */
  boolean isKnown() {
    return triggered || entity.isPresent();
  }

  private GatewayException problem(ProblemCode code, String message, Map<String, String> facts) {
    return new GatewayException(code, message, facts, fields())
        .withDetail(Entities.detail(state, entity));
  }

  private List<HeaderField> fields() {
    return triggered ? List.of(location, NOT_AGAIN) : List.of(location);
  }
}
