package io.lakegate.gateway.listen;

/** An address that cannot be listened on; the message says why and what to do. */
public final class BindException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BindException(String message) {
    super(message, null, false, false);
  }
}
