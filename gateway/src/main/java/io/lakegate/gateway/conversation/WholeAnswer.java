package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.OriginErrorException;
import io.lakegate.sdk.error.ErrorBody;
import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.error.OriginErrors;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An origin's answer with all of its body. */
public final class WholeAnswer {

  private static final List<String> TOLD_WITH_ERRORS =
      List.of("Retry-After", "X-Databricks-Org-Id", "x-request-id");

  private final int status;
  private final MultiMap headers;
  private final byte[] body;
  private final Runnable release;

  WholeAnswer(int status, MultiMap headers, byte[] body, Runnable release) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.release = release;
  }

  /** Says that the body is no longer needed. May be called more than once, from any thread. */
  public void release() {
    release.run();
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** The body as it came; handed over, not copied: who changes it changes it for everybody. */
  public byte[] body() {
    return body;
  }

  /** The value of a field, the first one where there are several. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The encoding of the body, which was not asked for; empty where there is none. */
  public Optional<String> encoding() {
    return header("content-encoding")
        .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
        .filter(encoding -> !encoding.isEmpty() && !encoding.equals("identity"));
  }

  /** Whether the status is 2xx. */
  public boolean successful() {
    return status / 100 == 2;
  }

  /**
   * The answer as an error of the origin, made readable, for a client on whose behalf it was asked.
   * What the origin says of when to come back is kept.
   */
  public OriginErrorException error() {
    return new OriginErrorException(
        status,
        OriginErrors.readable(status, header("content-type").orElse(""), body),
        toldFields());
  }

  /**
   * The answer as an error of the origin, with a sentence of ours behind its own.
   *
   * @param reason what the sentence is about
   */
  public OriginErrorException error(String reason, String ours) {
    byte[] read = encoding().isPresent() ? new byte[0] : body;
    OriginError error = OriginErrors.read(status, header("content-type").orElse(""), read);
    ErrorDetail detail = ErrorDetail.errorInfo(reason, Map.of("status", Integer.toString(status)));
    String end = error.message().endsWith(".") ? " " : ". ";
    String message = error.message() + end + ours;
    byte[] shaped = new ErrorBody(error.errorCode(), message, List.of(detail)).toJson();
    return new OriginErrorException(status, shaped, toldFields()).madeBy(reason);
  }

  private List<HeaderField> toldFields() {
    List<HeaderField> fields = new ArrayList<>();
    for (String name : TOLD_WITH_ERRORS) {
      header(name).ifPresent(value -> fields.add(new HeaderField(name, value)));
    }
    return fields;
  }

  /** Never prints fields or the body: they may hold secrets. */
  @Override
  public String toString() {
    return "WholeAnswer[" + status + ", " + body.length + " bytes]";
  }
}
