package io.lakegate.gateway.config;

import java.time.Duration;

/** The few argument checks the configuration records share. */
final class Checks {

  private Checks() {}

  static void notNegative(long value, String name) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  static void notNegative(Duration value, String name) {
    if (value.isNegative()) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }

  static void positive(Duration value, String name) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be longer than nothing: " + value);
    }
  }
}
