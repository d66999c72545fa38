package io.lakegate.sdk.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A complete answer held in memory. Its text form shows the status and the size only.
 *
 * @param status the HTTP status
 * @param headers the fields in the order in which they came
 * @param body the body, empty if there is none; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes; answers are never compared
public record ApiResponse(int status, List<HeaderField> headers, byte[] body) {

  /** Copies the headers. */
  public ApiResponse {
    headers = List.copyOf(headers);
    Objects.requireNonNull(body, "body");
  }

  /** Returns the first value of a field, its name compared without regard to case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .findFirst();
  }

  @Override
  public String toString() {
    return status + " (" + body.length + " bytes)";
  }
}
