package io.lakegate.gateway.cli;

import io.lakegate.gateway.config.LoadedConfig;

/** Runs the gateway. */
@FunctionalInterface
public interface Server {

  /**
   * Serves until stopped.
   *
   * @param config what to run with
   * @param mode what to stand in front of
   * @return the process's exit status
   */
  int serve(LoadedConfig config, ServeMode mode);
}
