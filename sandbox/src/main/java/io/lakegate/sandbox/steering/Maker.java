package io.lakegate.sandbox.steering;

import java.util.Map;

/** Makes a thing that is in motion although no request triggered it. */
@FunctionalInterface
public interface Maker {

  /**
   * Makes the thing, or sets it in motion when it exists.
   *
   * @param path the path that shows it, without the query
   * @param values the values of the path's places and of the query's parameters, by name
   * @param steer how the motion goes
   */
  void make(String path, Map<String, String> values, Steer steer);
}
