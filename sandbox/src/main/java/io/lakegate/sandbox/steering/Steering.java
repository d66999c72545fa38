package io.lakegate.sandbox.steering;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * The steers that wait for the next operation of a kind, oldest first, and the count of those that
 * began.
 *
 * <p>Threading: confined to the event loop, but for the count, which any thread may read.
 */
public final class Steering {
  private final SteeringTable table;
  private final Map<String, Deque<Steer>> next = new HashMap<>();
  private final Map<String, Maker> makers = new HashMap<>();
  private final Map<String, LongAdder> begun = new ConcurrentHashMap<>();

  /** Creates a book without steers. */
  public Steering(SteeringTable table) {
    this.table = table;
  }

  /** Returns what can be steered. */
  public SteeringTable table() {
    return table;
  }

  /** Takes how the operation that begins now goes, and counts it. */
  public Steer next(String wait) {
    begun.computeIfAbsent(wait, name -> new LongAdder()).increment();
    return Optional.ofNullable(next.get(wait)).map(Deque::pollFirst).orElse(Steer.USUAL);
  }

  /** Returns how many operations of each wait began. */
  public Map<String, Long> begun() {
    return begun.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().sum()));
  }

  /** Names who makes the things of a wait. */
  public void madeBy(String wait, Maker maker) {
    makers.put(wait, maker);
  }

  void add(String wait, Steer steer) {
    next.computeIfAbsent(wait, name -> new ArrayDeque<>()).add(steer);
  }

  int waiting(String wait) {
    return Optional.ofNullable(next.get(wait)).map(Deque::size).orElse(0);
  }

  void clear() {
    next.clear();
  }

  void make(Wait wait, String path, Map<String, String> values, Steer steer) {
    Maker maker = makers.get(wait.name());
    if (maker == null) {
      throw new IllegalStateException("Nobody makes what " + wait.name() + " waits for");
    }
    maker.make(path, values, steer);
  }
}
