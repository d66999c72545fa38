package io.lakegate.sdk.paging;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of byte strings that keeps 128 bits of each one's SHA-256: between 32 and 64 bytes a
 * string, however long it is. That two strings are taken for one is as good as impossible (a chance
 * under 1 in 10^24 among ten million), and nobody can bring it about.
 */
final class Fingerprints {

  private static final int FIRST_SLOTS = 16;

  private final MessageDigest digest = sha256();

  /** Two words a slot, both zero where it is free; never more than half full. */
  private long[] slots = new long[FIRST_SLOTS * 2];

  private int size;

  /** Adds a part of some bytes; false if it is there already. */
  boolean add(byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    return add(hash.getLong() | 1, hash.getLong());
  }

  private boolean add(long high, long low) {
    int slot = slot(high, low);
    if (slots[slot] != 0) {
      return false;
    }
    slots[slot] = high;
    slots[slot + 1] = low;
    size++;
    if (size * 4 > slots.length) {
      grow();
    }
    return true;
  }

  private int slot(long high, long low) {
    int mask = slots.length - 2;
    int slot = (int) low << 1 & mask;
    while (slots[slot] != 0 && (slots[slot] != high || slots[slot + 1] != low)) {
      slot = slot + 2 & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = slot(old[i], old[i + 1]);
        slots[slot] = old[i];
        slots[slot + 1] = old[i + 1];
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
