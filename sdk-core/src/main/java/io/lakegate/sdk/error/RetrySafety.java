package io.lakegate.sdk.error;

/** Whether the request behind a failure may be sent again. */
public enum RetrySafety {
  /** Nothing of the request can have taken effect: any request may be sent again. */
  YES,
  /** Sending it again cannot help, or is known to be harmful. */
  NO,
  /** The request may have taken effect: only a request that is safe to repeat may be sent again. */
  MAYBE
}
