package io.lakegate.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Bytes that can be told apart by their place, written into a channel until nobody takes them any
 * more, and compared at the other end.
 */
public final class Flow {

  private static final int CHUNK = 64 * 1024;

  /** A prime, so that the pattern never falls in step with a buffer. */
  private static final int PERIOD = 65_521;

  private static final byte[] PATTERN = pattern();

  /** Far longer than any byte takes on loopback while somebody reads. */
  private static final long STILL_MILLIS = 700;

  private final SocketChannel channel;
  private final long total;
  private long written;

  /** Begins a flow of so many bytes. */
  public Flow(SocketChannel channel, long total) {
    this.channel = channel;
    this.total = total;
  }

  /** Writes until the other side has taken nothing for a while, or all is written. */
  public long writeUntilBlocked() throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_WRITE);
      while (written < total && selector.select(STILL_MILLIS) > 0) {
        selector.selectedKeys().clear();
        written += channel.write(next());
      }
    }
    channel.configureBlocking(true);
    return written;
  }

  /** Writes the rest. */
  public void writeRest() throws IOException {
    while (written < total) {
      written += channel.write(next());
    }
  }

  private ByteBuffer next() {
    int from = (int) (written % PERIOD);
    int length = (int) Math.min(CHUNK, total - written);
    return ByteBuffer.wrap(PATTERN, from, length);
  }

  /** Writes so many bytes. */
  public static void writeAll(OutputStream out, long total) throws IOException {
    for (long written = 0; written < total; ) {
      int length = (int) Math.min(CHUNK, total - written);
      out.write(PATTERN, (int) (written % PERIOD), length);
      written += length;
    }
    out.flush();
  }

  /** Reads so many bytes and checks each; returns how many were as they should be. */
  public static long readAll(InputStream in, long total) throws IOException {
    byte[] buffer = new byte[CHUNK];
    long read = 0;
    while (read < total) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, total - read));
      if (n < 0) {
        return read;
      }
      int from = (int) (read % PERIOD);
      int wrong = java.util.Arrays.mismatch(buffer, 0, n, PATTERN, from, from + n);
      if (wrong >= 0) {
        return read + wrong;
      }
      read += n;
    }
    return read;
  }

  private static byte[] pattern() {
    byte[] bytes = new byte[PERIOD + CHUNK];
    for (int i = 0; i < bytes.length; i++) {
      int place = i % PERIOD;
      bytes[i] = (byte) (place * 31 + (place >>> 8));
    }
    return bytes;
  }
}
