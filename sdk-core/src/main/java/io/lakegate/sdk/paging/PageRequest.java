package io.lakegate.sdk.paging;

import io.lakegate.sdk.http.RawQuery;
import java.util.Objects;

/**
 * What asks for one page: all of a request that changes from page to page. Its text form shows no
 * query and no body.
 *
 * @param target the path with its query, as it stands in the request line
 * @param body the body, empty if there is none; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a body is bytes; requests are never compared
public record PageRequest(String target, byte[] body) {

  /** Checks that both are there. */
  public PageRequest {
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(body, "body");
  }

  /**
   * Returns this request without the query parameters that are meant for the gateway, those whose
   * name begins with {@code _}: what may be sent as the first request for a list of which nothing
   * is known.
   */
  public PageRequest withoutGatewayParameters() {
    return new PageRequest(QueryString.of(target).withoutOurs().target(), body);
  }

  @Override
  public String toString() {
    return RawQuery.pathOf(target) + " with a body of " + body.length + " bytes";
  }
}
