package io.lakegate.sandbox.waits;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry once it holds too many for a small heap. */
final class Remembered<V> extends LinkedHashMap<String, V> {
  static final int MOST = 10_000;

  private static final long serialVersionUID = 1L;

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MOST;
  }
}
