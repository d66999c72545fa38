package io.lakegate.sandbox.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Counts what passes.
 *
 * <p>Threading: written by the event loop, read by any thread.
 */
public final class Traffic {
  /** So that a client which never repeats a path cannot fill the heap. */
  private static final int MAX_KEYS = 10_000;

  private static final String OTHER = "other";

  private final Map<String, LongAdder> requests = new ConcurrentHashMap<>();
  private final LongAdder open = new LongAdder();
  private final LongAdder aborted = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder sent = new LongAdder();

  /** Creates counters that stand at zero. */
  public Traffic() {}

  void opened(String methodAndPath) {
    boolean full = requests.size() >= MAX_KEYS && !requests.containsKey(methodAndPath);
    requests.computeIfAbsent(full ? OTHER : methodAndPath, key -> new LongAdder()).increment();
    open.increment();
  }

  void closed(boolean byClient) {
    open.decrement();
    if (byClient) {
      aborted.increment();
    }
  }

  void received(long bytes) {
    received.add(bytes);
  }

  void sent(long bytes) {
    sent.add(bytes);
  }

  /** Returns how often each method and path were asked. */
  public Map<String, Long> requests() {
    return requests.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }

  /** Returns how many requests are open. */
  public long open() {
    return open.sum();
  }

  /** Returns how many requests were left by their client. */
  public long aborted() {
    return aborted.sum();
  }

  /** Returns how many bytes of request bodies were read. */
  public long bytesReceived() {
    return received.sum();
  }

  /** Returns how many bytes of answer bodies were handed over. */
  public long bytesSent() {
    return sent.sum();
  }
}
