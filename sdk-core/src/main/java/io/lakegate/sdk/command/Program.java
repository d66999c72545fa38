package io.lakegate.sdk.command;

import java.util.Objects;

/**
 * A program that is installed.
 *
 * @param path where
 * @param size how many bytes its file has
 */
public record Program(String path, long size) {

  /** Checks that the path is there. */
  public Program {
    Objects.requireNonNull(path, "path");
  }
}
