package io.lakegate.sandbox.waits;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry once it holds too many for a small heap. */
final class Remembered<V> extends LinkedHashMap<String, V> {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 10_000;

  @Override
  protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
    return size() > MOST;
  }
}
