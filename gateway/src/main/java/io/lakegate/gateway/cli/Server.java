package io.lakegate.gateway.cli;

import io.lakegate.gateway.check.CheckReport;
import io.lakegate.gateway.check.CheckRequest;
import io.lakegate.gateway.config.ConfigEntry;
import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.LoadedConfig;
import java.util.List;

/** Runs the gateway, or finds out whether it would run. */
public interface Server {

  /**
   * Serves until stopped.
   *
   * @param config what to run with
   * @param again reads the configuration anew, as it stands by then
   * @param mode what to stand in front of
   * @return the process's exit status
   */
  int serve(LoadedConfig config, ConfigSource again, ServeMode mode);

  /**
   * Looks for what {@link #serve} would refuse at its start as unusable configuration or
   * credentials. Binds nothing and sends nothing.
   *
   * @param config what it would run with
   * @return every problem, one line each; none if it would start
   */
  List<String> problems(LoadedConfig config);

  /**
   * Resolves the credentials of one profile as {@link #serve} would.
   *
   * @param config what it would run with
   * @param request which profile, with which arguments
   * @return how they were chosen, or why not
   */
  CheckReport check(LoadedConfig config, CheckRequest request);

  /**
   * The Databricks attributes of every served profile, with their sources and without secrets.
   *
   * @param config what it would run with
   * @return one entry for each value that is set, as far as profiles can be read
   */
  List<ConfigEntry> profileValues(LoadedConfig config);
}
