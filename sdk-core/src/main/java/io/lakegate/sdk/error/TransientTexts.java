package io.lakegate.sdk.error;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Finds, in the beginning of an error body, the texts by which Databricks' SDKs tell passing
 * trouble: the union of what the Python, Go and Java SDKs look for. One pass over the bytes.
 */
public final class TransientTexts {

  /** How much of a body is looked at, in bytes; error texts stand at its beginning. */
  public static final int PREFIX_BYTES = 8 * 1024;

  // The Go SDK looks for a worker environment's name between these two, on one line.
  private static final byte[] WORKER_NAMED = bytes("worker env ");
  private static final byte[] NOT_FOUND = bytes(" not found");

  private static final Text[][] BY_FIRST_BYTE =
      index(
          new Text("REQUEST_LIMIT_EXCEEDED", ErrorHint.REQUEST_LIMIT_EXCEEDED),
          worker("com.databricks.backend.manager.util.UnknownWorkerEnvironmentException"),
          worker("does not have any associated worker environments"),
          worker("There is no worker environment with id"),
          worker("Unknown worker environment"),
          passing("ClusterNotReadyException"),
          passing("Unexpected error"),
          passing("Please try again later or try a faster operation."),
          passing("RPC token bucket limit has been exceeded"),
          passing("Timed out after "),
          passing("deadline exceeded"));

  private TransientTexts() {}

  /** What the body's first {@link #PREFIX_BYTES} bytes say. */
  public static ErrorHint scan(byte[] body) {
    return scan(body, 0, body.length);
  }

  /**
   * What a part of an array says, at most its first {@link #PREFIX_BYTES} bytes. Throttling counts
   * before a worker environment's text, and that before the other texts.
   *
   * @throws IndexOutOfBoundsException if the part lies outside the array
   */
  public static ErrorHint scan(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int end = offset + Math.min(length, PREFIX_BYTES);
    ErrorHint found = ErrorHint.NONE;
    int afterName = -1;
    for (int at = offset; at < end; at++) {
      ErrorHint here = hintAt(bytes, at, end);
      if (bytes[at] == '\n') {
        afterName = -1;
      } else if (afterName < 0 && startsWith(bytes, at, end, WORKER_NAMED)) {
        afterName = at + WORKER_NAMED.length;
      } else if (afterName >= 0 && at >= afterName && startsWith(bytes, at, end, NOT_FOUND)) {
        here = ErrorHint.WORKER_ENVIRONMENT_TEXT;
      }
      if (here == ErrorHint.REQUEST_LIMIT_EXCEEDED) {
        return here;
      }
      found = rank(here) > rank(found) ? here : found;
    }
    return found;
  }

  private static int rank(ErrorHint hint) {
    return switch (hint) {
      case NONE -> 0;
      case TRANSIENT_TEXT -> 1;
      case WORKER_ENVIRONMENT_TEXT -> 2;
      case REQUEST_LIMIT_EXCEEDED -> 3;
    };
  }

  private static ErrorHint hintAt(byte[] bytes, int at, int end) {
    byte first = bytes[at];
    if (first >= 0) {
      for (Text text : BY_FIRST_BYTE[first]) {
        if (startsWith(bytes, at, end, text.bytes)) {
          return text.hint;
        }
      }
    }
    return ErrorHint.NONE;
  }

  private static boolean startsWith(byte[] bytes, int at, int end, byte[] wanted) {
    return end - at >= wanted.length
        && bytes[at] == wanted[0]
        && bytes[at + 1] == wanted[1]
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private static Text worker(String text) {
    return new Text(text, ErrorHint.WORKER_ENVIRONMENT_TEXT);
  }

  private static Text passing(String text) {
    return new Text(text, ErrorHint.TRANSIENT_TEXT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Text[][] index(Text... texts) {
    List<List<Text>> lists = new ArrayList<>();
    for (int i = 0; i <= Byte.MAX_VALUE; i++) {
      lists.add(new ArrayList<>());
    }
    for (Text text : texts) {
      lists.get(text.bytes[0]).add(text);
    }
    return lists.stream().map(list -> list.toArray(Text[]::new)).toArray(Text[][]::new);
  }

  private static final class Text {
    private final byte[] bytes;
    private final ErrorHint hint;

    private Text(String text, ErrorHint hint) {
      this.bytes = bytes(text);
      this.hint = hint;
    }
  }
}
