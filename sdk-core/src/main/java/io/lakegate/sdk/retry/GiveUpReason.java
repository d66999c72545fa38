package io.lakegate.sdk.retry;

/** Which answer the client gets once no further attempt is made. */
public enum GiveUpReason {
  /** The origin's own answer, as it is. */
  RELAY,
  /** 409: sent, no answer, and a resend might act twice. */
  OUTCOME_UNKNOWN,
  /** 502: nothing was sent. */
  ORIGIN_UNREACHABLE,
  /** 502: a safe request whose connection kept breaking. */
  ORIGIN_RESET,
  /** 502: a safe request to which the origin answered no HTTP. */
  ORIGIN_PROTOCOL_ERROR,
  /** 504: a safe request to which the origin stayed silent. */
  ORIGIN_TIMEOUT,
  /** 504: the exchange's deadline passed; nothing was sent, or sending it again is safe. */
  DEADLINE_EXCEEDED,
  /** No answer at all: part of one is already with the client, so its connection is reset. */
  RESET_CLIENT
}
