package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.WholeAnswer;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginErrorException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.error.ErrorBody;
import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.retry.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An origin's answer as far as it can be read. Encodings are not asked for; a body that comes in
 * one all the same says nothing, and only the status speaks.
 */
final class ReadAnswer {

  private static final byte[] NOTHING = {};
  private static final int FIRST_ERROR = 400;

  /** RFC 4918 11.4: what this depends on failed. */
  private static final int FAILED_DEPENDENCY = 424;

  private final WholeAnswer answer;
  private final Optional<String> encoding;

  private ReadAnswer(WholeAnswer answer, Optional<String> encoding) {
    this.answer = answer;
    this.encoding = encoding;
  }

  static ReadAnswer of(WholeAnswer answer) {
    return new ReadAnswer(answer, answer.encoding());
  }

  int status() {
    return answer.status();
  }

  /** The body; empty where it cannot be read. Not to be changed. */
  byte[] body() {
    return encoding.isPresent() ? NOTHING : answer.body();
  }

  boolean successful() {
    return answer.successful();
  }

  /** Whether it is neither a success nor an error, such as a redirect, which is never followed. */
  boolean tellsNothing() {
    return !answer.successful() && answer.status() < FIRST_ERROR;
  }

  /** How long the origin wants to be left alone; zero where it does not say. */
  Duration retryAfter(Instant now) {
    return answer
        .header("retry-after")
        .map(text -> RetryAfter.parse(text, now).delay())
        .orElse(Duration.ZERO);
  }

  /** Why it cannot be read; empty where it can. */
  Optional<String> unreadable() {
    if (tellsNothing()) {
      return Optional.of(
          "The origin answered with the status "
              + status()
              + ", which is neither a success nor an error; redirects are not followed.");
    }
    return encoding.map(
        text ->
            "The origin answered in the encoding '"
                + text
                + "', which was not asked for and is not read here.");
  }

  /** What its error says, and why it does not say more where it cannot be read. */
  String told(String message) {
    return unreadable().map(reason -> sentence(message) + " " + reason).orElse(message);
  }

  private static String sentence(String text) {
    return text.endsWith(".") ? text : text + ".";
  }

  /** The problem of an answer that cannot be read, and that nothing else depends on. */
  GatewayException problem() {
    return new GatewayException(
        ProblemCode.ORIGIN_PROTOCOL_ERROR,
        unreadable().orElse("The origin's answer cannot be read.")
            + " Check the profile's host and what stands before it.");
  }

  /** The origin's error, for the client. */
  RuntimeException error() {
    if (tellsNothing()) {
      return problem();
    }
    return unreadable().isPresent()
        ? error("UNREADABLE_ERROR", unreadable().get())
        : answer.error();
  }

  /**
   * The origin's error, with a sentence of ours behind its own.
   *
   * @param reason what the sentence is about
   */
  OriginErrorException error(String reason, String ours) {
    return answer.error(reason, ours);
  }

  /**
   * The error of the origin that it holds under a status of success. It is told under one that no
   * client takes for a reason to send a call again.
   */
  OriginErrorException held(OriginError error) {
    return held(error, Map.of(), List.of(), List.of());
  }

  /**
   * The same of an operation that is known.
   *
   * @param facts facts for programs
   * @param operation how it stands
   * @param fields where to go on
   */
  OriginErrorException held(
      OriginError error,
      Map<String, String> facts,
      List<ErrorDetail> operation,
      List<HeaderField> fields) {
    ProblemCode code = ProblemCode.ORIGIN_ERROR;
    Map<String, String> metadata = new TreeMap<>(facts);
    metadata.put("status", Integer.toString(status()));
    List<ErrorDetail> details = new ArrayList<>();
    details.add(ErrorDetail.errorInfo(code.name(), metadata));
    details.addAll(operation);
    byte[] body = new ErrorBody(error.errorCode(), error.message(), details).toJson();
    return new OriginErrorException(FAILED_DEPENDENCY, body, fields).madeBy(code.name());
  }

  /** Never prints the body: it may hold secrets. */
  @Override
  public String toString() {
    return "ReadAnswer[" + status() + "]";
  }
}
