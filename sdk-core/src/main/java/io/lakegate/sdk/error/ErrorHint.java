package io.lakegate.sdk.error;

/**
 * What the text of an origin's error body said about trying again. {@link TransientTexts} reads it
 * from the body's beginning.
 */
public enum ErrorHint {
  /** Nothing that bears on a retry, or the body was not read (encoded, streamed, absent). */
  NONE,
  /**
   * The error code of throttling, which SCIM endpoints send under status 500: counts as 429
   * whatever the status.
   */
  REQUEST_LIMIT_EXCEEDED,
  /** A text that Databricks' SDKs know as passing trouble. */
  TRANSIENT_TEXT,
  /** The worker environment was not there yet: the request was not acted on. */
  WORKER_ENVIRONMENT_TEXT
}
