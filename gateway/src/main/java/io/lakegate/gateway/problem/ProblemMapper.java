package io.lakegate.gateway.problem;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginErrorException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.error.ApiException;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.DatabricksException;
import io.lakegate.sdk.error.DeadlineException;
import io.lakegate.sdk.error.ErrorBody;
import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every failure to the gateway's own problem, and a problem to an answer. */
public final class ProblemMapper {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

  /** What a client is told to wait for an issuer that is down. */
  private static final Duration ISSUER_RETRY_AFTER = Duration.ofSeconds(5);

  /** The field by which a client tells answers of the gateway's own making. */
  private static final String OWN_ERROR = "Lakegate-Error";

  private static final HeaderField JSON = new HeaderField("Content-Type", "application/json");
  private static final HeaderField CLOSE = new HeaderField("Connection", "close");

  private ProblemMapper() {}

  /** The problem behind a failure. A failure nobody foresaw is a defect and is logged as one. */
  public static GatewayException problem(Throwable failure) {
    return switch (failure) {
      case GatewayException known -> known;
      case AttemptFailedException attempt -> attempt(attempt);
      case DatabricksException sdk -> sdk(sdk);
      default -> {
        LOG.error("an exchange failed on a defect of the gateway", failure);
        yield new GatewayException(
            ProblemCode.INTERNAL_ERROR,
            "The gateway has a defect and could not answer. Its log has the details.");
      }
    };
  }

  /** The JSON that tells a client of a failure. */
  public static byte[] body(Throwable failure) {
    return failure instanceof OriginErrorException origin ? origin.body() : body(problem(failure));
  }

  private static byte[] body(GatewayException problem) {
    ProblemCode code = problem.code();
    List<ErrorDetail> details = new ArrayList<>();
    details.add(ErrorDetail.errorInfo(code.name(), problem.metadata()));
    details.addAll(problem.details());
    return new ErrorBody(code.errorCode(), problem.text(), details).toJson();
  }

  /** The answer that tells a client of the origin's own error. */
  static OriginResponse answer(OriginErrorException error) {
    List<HeaderField> fields = new ArrayList<>(error.fields());
    fields.add(JSON);
    if (!error.reason().isEmpty()) {
      fields.add(new HeaderField(OWN_ERROR, error.reason()));
    }
    return OriginResponse.made(error.status(), fields, Buffer.buffer(error.body()));
  }

  /** The answer that tells a client of a problem. */
  public static OriginResponse answer(GatewayException problem) {
    ProblemCode code = problem.code();
    List<HeaderField> fields = new ArrayList<>();
    fields.add(JSON);
    fields.add(new HeaderField(OWN_ERROR, code.name()));
    fields.addAll(problem.fields());
    if (code == ProblemCode.OUTCOME_UNKNOWN || code == ProblemCode.WAIT_LOST) {
      fields.add(new HeaderField("x-should-retry", "false"));
    }
    if (code.closes()) {
      fields.add(CLOSE);
    }
    return OriginResponse.made(problem.status(), fields, Buffer.buffer(body(problem)));
  }

  private static GatewayException attempt(AttemptFailedException failed) {
    return switch (failed.kind()) {
      case UNKNOWN_HOST, NOT_CONNECTED ->
          new GatewayException(
              ProblemCode.ORIGIN_UNREACHABLE,
              "The origin cannot be reached; nothing was sent: "
                  + failed.reason()
                  + ". Check the profile's host and the network.");
      case TLS_TRUST, TLS_HANDSHAKE ->
          new GatewayException(
              ProblemCode.ORIGIN_UNREACHABLE,
              "No trusted connection to the origin; nothing was sent: "
                  + failed.reason()
                  + ". Check the profile's host and the certificates that this machine trusts.");
      case RESET ->
          new GatewayException(
              ProblemCode.ORIGIN_RESET, "No answer came from the origin: " + failed.reason() + ".");
      case SILENT ->
          new GatewayException(
              ProblemCode.ORIGIN_TIMEOUT,
              "The origin did not answer: "
                  + failed.reason()
                  + ". The setting 'http-timeout' allows more.");
      case PROTOCOL ->
          new GatewayException(
              ProblemCode.ORIGIN_PROTOCOL_ERROR,
              "What the origin sent cannot be relayed: " + failed.reason() + ".");
      case EXPIRED, EXPIRED_UNSENT ->
          new GatewayException(
              ProblemCode.DEADLINE_EXCEEDED,
              "The request was given up: " + failed.reason() + ". Give it more, or ask again.");
      case CLIENT_SILENT ->
          new GatewayException(
              ProblemCode.REQUEST_TIMEOUT, "The request is not complete: " + failed.reason() + ".");
      case CLIENT_MALFORMED ->
          new GatewayException(
              ProblemCode.BAD_REQUEST,
              "The message is not valid HTTP/1.1: "
                  + failed.reason()
                  + ". The origin got no whole request.");
      case CLIENT_GONE ->
          new GatewayException(ProblemCode.ORIGIN_RESET, "The client left before the answer.");
    };
  }

  private static GatewayException sdk(DatabricksException failure) {
    String message = failure.getMessage() == null ? failure.errorCode() : failure.getMessage();
    return switch (failure) {
      case CredentialException credential when credential.permanent() ->
          new GatewayException(
              ProblemCode.CREDENTIALS_INVALID, "The profile has no valid credentials: " + message);
      case CredentialException credential ->
          new GatewayException(
              ProblemCode.CREDENTIALS_UNAVAILABLE,
              "The profile has no credentials at the moment: " + message,
              Map.of(),
              List.of(retryAfter(credential.retryAfter().orElse(ISSUER_RETRY_AFTER))));
      case ConfigException config ->
          new GatewayException(ProblemCode.CREDENTIALS_INVALID, config.getMessage() + "");
      case DeadlineException _ -> new GatewayException(ProblemCode.DEADLINE_EXCEEDED, message);
      case TransportException transport when !transport.requestSent() ->
          new GatewayException(ProblemCode.ORIGIN_UNREACHABLE, message);
      case TransportException _, ApiException _ ->
          new GatewayException(ProblemCode.ORIGIN_RESET, message);
    };
  }

  /** {@code Retry-After} in whole seconds, at least 1: what every SDK reads. */
  private static HeaderField retryAfter(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new HeaderField("Retry-After", Long.toString(seconds));
  }
}
