package io.lakegate.sdk.paging;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Passes the bytes of a string that mean themselves: all but quotes, backslashes and control
 * characters. They are most of a page, so eight are looked at at a time.
 */
final class PlainBytes {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private PlainBytes() {}

  /** Returns where the first other byte is, or the end. */
  static int end(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES) {
      long marks = marks((long) EIGHT_BYTES.get(bytes, at));
      if (marks != 0) {
        return at + (Long.numberOfTrailingZeros(marks) >>> 3);
      }
      at += Long.BYTES;
    }
    while (at < end && bytes[at] != '"' && bytes[at] != '\\' && (bytes[at] & 0xFF) >= ' ') {
      at++;
    }
    return at;
  }

  /**
   * The high bits of the bytes that are quotes, backslashes or control characters. The lowest bit
   * is exact; a borrow may set more above it.
   */
  private static long marks(long word) {
    long quotes = word ^ ONES * '"';
    long backslashes = word ^ ONES * '\\';
    return ((quotes - ONES & ~quotes)
            | (backslashes - ONES & ~backslashes)
            | (word - ONES * ' ' & ~word))
        & HIGH_BITS;
  }
}
