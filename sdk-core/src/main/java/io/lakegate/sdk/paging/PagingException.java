package io.lakegate.sdk.paging;

import java.util.Objects;
import java.util.Optional;

/**
 * A list that cannot be walked to its end. Whoever joins pages must fail with it: what came so far
 * is not the whole list. Its message holds positions, names and the origin's own words about an
 * error, never items.
 */
public final class PagingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why the walk ends without its end being reached. */
  public enum Reason {
    /**
     * The endpoint is not paged in a way that can be walked. Nothing has been sent, unless the way
     * was told from a page: then a later page shows that it was told wrongly.
     */
    NOT_PAGEABLE,
    /** The client's own parameters or body leave no place to go on from; nothing has been sent. */
    BAD_REQUEST,
    /** A page is not the JSON that was expected, or not the whole of it. */
    BAD_PAGE,
    /** A successful answer holds an error. */
    ORIGIN_ERROR,
    /** A page leads back to one that came before. */
    PAGINATION_LOOP,
    /** A page says that there is more, but not where. */
    INCOMPLETE_PAGE
  }

  private final Reason reason;
  private final String originCode;

  private PagingException(Reason reason, String message, String originCode) {
    super(message);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.originCode = originCode;
  }

  static PagingException of(Reason reason, String message) {
    return new PagingException(reason, message, "");
  }

  static PagingException ofOrigin(String errorCode, String message) {
    return new PagingException(
        Reason.ORIGIN_ERROR,
        "the origin answered with success, but with error_code " + errorCode + ": " + message,
        errorCode);
  }

  /** Why the walk ended. */
  public Reason reason() {
    return reason;
  }

  /** The origin's {@code error_code}, if it answered one. */
  public Optional<String> originCode() {
    return originCode.isEmpty() ? Optional.empty() : Optional.of(originCode);
  }
}
