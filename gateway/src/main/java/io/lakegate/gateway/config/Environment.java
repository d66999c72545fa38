package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The process environment, handed in so that nothing below the entry point reads the real one.
 *
 * @param lookup gives a variable's value, or null when it is not set
 * @param names the names of all variables that are set
 */
public record Environment(Function<String, @Nullable String> lookup, Set<String> names) {

  /** Copies the names. */
  public Environment {
    requireNonNull(lookup, "lookup");
    names = Set.copyOf(names);
  }

  /**
   * An environment with exactly these variables.
   *
   * @param variables values by name
   * @return the environment
   */
  public static Environment of(Map<String, String> variables) {
    var copy = Map.copyOf(variables);
    return new Environment(copy::get, copy.keySet());
  }

  /**
   * A variable's value.
   *
   * @param name the variable's name
   * @return the value, or empty when it is not set or set to nothing
   */
  public Optional<String> value(String name) {
    return Optional.ofNullable(lookup.apply(name)).filter(value -> !value.isEmpty());
  }

  /** Shows the names only: values may be secrets. */
  @Override
  public String toString() {
    return "Environment" + names.stream().sorted().toList();
  }
}
