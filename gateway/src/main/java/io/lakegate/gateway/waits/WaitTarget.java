package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.waiting.Expectation;
import io.lakegate.sdk.waiting.PollSchedule;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitSelection;
import io.lakegate.sdk.waiting.WaitTimes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a client wants to wait for, and how.
 *
 * @param path the origin's path, as sent
 * @param query the origin's query, as sent; empty where there is none
 * @param own the gateway's own parameters, in their order
 * @param until the states that are waited for; empty where the catalog says
 * @param timeout how long; empty where the catalog says
 * @param schedule how often the origin is asked
 * @param strict whether a run is judged by its result; otherwise as the SDKs do
 * @param after what an earlier answer said to look out for
 */
record WaitTarget(
    String path,
    String query,
    List<RawQuery.Parameter> own,
    Set<String> until,
    Optional<Timeout> timeout,
    PollSchedule schedule,
    boolean strict,
    Expectation after) {

  /** Says what to look out for when a wait is gone on with; clients get it in Location. */
  static final String AFTER = "_after";

  static final String UNTIL = "_until";
  private static final String TIMEOUT = "_timeout";
  private static final String POLL = "_poll";
  private static final String STRICT = "_strict";

  /**
   * How long to wait.
   *
   * @param atMost empty for as long as it takes
   */
  record Timeout(Optional<Duration> atMost) {}

  /** The request target at the origin. */
  String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /**
   * Checks that nothing is said of an earlier call: the call that follows says itself what is to be
   * looked out for.
   *
   * @throws GatewayException {@code BAD_PARAMETER}
   */
  void requireNoExpectation() {
    if (own.stream().anyMatch(parameter -> parameter.name().equals(AFTER))) {
      throw new GatewayException(
          ProblemCode.BAD_PARAMETER,
          AFTER
              + " is for going on with a wait, at an address that an earlier answer gave; it says"
              + " nothing to a call that starts something. Leave it out.");
    }
  }

  /**
   * Checks that an earlier answer can have said to look out for this in this wait.
   *
   * @throws GatewayException {@code BAD_PARAMETER}
   */
  void requireExpectationOf(WaitDescriptor wait) {
    try {
      after.requireOf(wait);
    } catch (IllegalArgumentException e) {
      throw new GatewayException(ProblemCode.BAD_PARAMETER, AFTER + ": " + e.getMessage() + ".");
    }
  }

  /**
   * Reads the target behind {@code /wait}.
   *
   * @throws GatewayException for a parameter of ours that nobody knows, or that cannot have its
   *     value
   */
  static WaitTarget parse(String target) {
    int at = target.indexOf('?');
    RawQuery query = RawQuery.of(at < 0 ? "" : target.substring(at + 1));
    Reader reader = new Reader();
    query.own().forEach(reader::read);
    return new WaitTarget(
        at < 0 ? target : target.substring(0, at),
        query.forwarded(),
        query.own(),
        reader.until,
        reader.timeout,
        reader.schedule,
        reader.strict,
        reader.after);
  }

  /** Collects parameters. */
  private static final class Reader {

    private Set<String> until = Set.of();
    private Optional<Timeout> timeout = Optional.empty();
    private PollSchedule schedule = PollSchedule.STANDARD;
    private boolean strict = true;
    private Expectation after = Expectation.none();

    private final Set<String> seen = new HashSet<>();

    void read(RawQuery.Parameter own) {
      if (!seen.add(own.name())) {
        throw new GatewayException(
            ProblemCode.BAD_PARAMETER, own.name() + " is there twice; name it once.");
      }
      switch (own.name()) {
        case UNTIL -> until = value(own, Reader::states);
        case TIMEOUT -> timeout = Optional.of(new Timeout(value(own, WaitTimes::timeout)));
        case POLL -> schedule = value(own, WaitTimes::poll);
        case STRICT -> strict = value(own, Reader::flag);
        case AFTER -> after = value(own, Expectation::parse);
        default ->
            throw new GatewayException(
                ProblemCode.UNKNOWN_PARAMETER,
                "/wait has no parameter '"
                    + own.name()
                    + "'; there are _until, _timeout, _poll and _strict. Parameters that begin with"
                    + " _ are the gateway's own and are not forwarded.");
      }
    }

    private static Set<String> states(String text) {
      Set<String> states = WaitSelection.states(text);
      if (states.isEmpty()) {
        throw new IllegalArgumentException(
            text + ", expected a state such as RUNNING, or several with commas between them");
      }
      return states;
    }

    private static boolean flag(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(text + ", expected true or false");
      };
    }

    private static <T> T value(RawQuery.Parameter own, Function<String, T> read) {
      try {
        return read.apply(own.value());
      } catch (IllegalArgumentException e) {
        throw new GatewayException(
            ProblemCode.BAD_PARAMETER,
            own.name() + ": " + (own.value().isEmpty() ? "nothing" : "") + e.getMessage() + ".");
      }
    }
  }
}
