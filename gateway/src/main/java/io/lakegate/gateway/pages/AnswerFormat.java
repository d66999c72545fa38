package io.lakegate.gateway.pages;

import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.paging.JoinedPages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The form in which the items are given.
 *
 * @param pages how pages are joined
 * @param contentType the type of the answer
 */
record AnswerFormat(JoinedPages.Format pages, HeaderField contentType) {

  private static final String FORMAT = "_format";

  /** The weight of a media range (RFC 9110, section 12.4.2). */
  private static final Pattern WEIGHT =
      Pattern.compile(";\\s*q=([01](?:\\.[0-9]{0,3})?)\\s*(?:;|$)");

  private static final AnswerFormat JSON =
      new AnswerFormat(
          JoinedPages.Format.JSON, new HeaderField("Content-Type", "application/json"));
  private static final AnswerFormat NDJSON =
      new AnswerFormat(
          JoinedPages.Format.NDJSON, new HeaderField("Content-Type", "application/x-ndjson"));

  /** Whether a failure can be told behind the items that have been sent. */
  boolean tellsFailures() {
    return pages == JoinedPages.Format.NDJSON;
  }

  /**
   * The form that a request asks for: by {@code _format}, else by {@code Accept}.
   *
   * @throws GatewayException for a parameter of ours that nobody knows, or a form that there is not
   */
  static AnswerFormat of(ClientRequest request, String target) {
    Optional<AnswerFormat> named = Optional.empty();
    for (RawQuery.Parameter own : RawQuery.of(query(target)).own()) {
      if (!own.name().equals(FORMAT)) {
        throw unknown(own.name());
      }
      if (named.isPresent()) {
        throw new GatewayException(
            ProblemCode.BAD_PARAMETER, FORMAT + " is there twice; name it once.");
      }
      named = Optional.of(named(own.value()));
    }
    return named.orElseGet(() -> accepted(request.headers().getAll("accept")));
  }

  private static String query(String target) {
    int at = target.indexOf('?');
    return at < 0 ? "" : target.substring(at + 1);
  }

  private static GatewayException unknown(String name) {
    return new GatewayException(
        ProblemCode.UNKNOWN_PARAMETER,
        "/all-pages has no parameter '"
            + name
            + "'; there is _format=json|ndjson. Parameters that begin with _ are the gateway's own"
            + " and are not forwarded.");
  }

  private static AnswerFormat named(String name) {
    return switch (name) {
      case "json" -> JSON;
      case "ndjson" -> NDJSON;
      default ->
          throw new GatewayException(
              ProblemCode.BAD_PARAMETER, "_format is json or ndjson, not '" + name + "'.");
    };
  }

  /** The one that the client likes better; a range with an asterisk names none. */
  private static AnswerFormat accepted(List<String> fields) {
    List<String> ranges = List.of(String.join(",", fields).toLowerCase(Locale.ROOT).split(",", -1));
    return weight(ranges, NDJSON) > weight(ranges, JSON) ? NDJSON : JSON;
  }

  /** How much a form is liked, from 0 to 1 (RFC 9110, section 12.5.1). */
  private static double weight(List<String> ranges, AnswerFormat format) {
    double weight = 0;
    for (String range : ranges) {
      String[] parts = range.split(";", 2);
      if (parts[0].strip().equals(format.contentType.value())) {
        Matcher given = WEIGHT.matcher(range);
        weight = Math.max(weight, given.find() ? Double.parseDouble(given.group(1)) : 1);
      }
    }
    return weight;
  }
}
