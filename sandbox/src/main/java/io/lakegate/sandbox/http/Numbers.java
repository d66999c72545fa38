package io.lakegate.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Whole numbers of requests, which the platform takes as JSON numbers and as decimal strings. */
public final class Numbers {
  private Numbers() {}

  /**
   * Returns an int64 member of a request's body.
   *
   * @throws ApiProblem when the member is there and is no int64
   */
  public static Optional<Long> int64(ObjectNode body, String name) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return Optional.of(node.longValue());
    }
    return Optional.of(int64(name, node.isTextual() ? node.textValue() : node.toString()));
  }

  /**
   * Returns an int64 member of a request's body that must be there.
   *
   * @throws ApiProblem when it is missing or no int64
   */
  public static long requiredInt64(ObjectNode body, String name) {
    return int64(body, name).orElseThrow(() -> missing(name));
  }

  /** Returns the error for a field that must be there. */
  public static ApiProblem missing(String name) {
    return ApiProblem.invalidParameter("Missing required field: " + name);
  }

  static long int64(String name, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw ApiProblem.invalidParameter(
          "Could not parse " + name + " '" + text + "': expected an int64");
    }
  }
}
