package io.lakegate.gateway.cli;

import io.lakegate.gateway.check.CheckReport;
import io.lakegate.gateway.check.CheckRequest;
import io.lakegate.gateway.config.ConfigEntry;
import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.LoadedConfig;
import java.util.ArrayList;
import java.util.List;

/** A server that starts nothing and remembers what it was asked for. */
final class RecordingServer implements Server {

  static final int SERVED = 42;

  private final List<LoadedConfig> configs = new ArrayList<>();
  private final List<ServeMode> modes = new ArrayList<>();
  private final List<CheckRequest> checks = new ArrayList<>();
  private List<String> problems = List.of();
  private CheckReport report = CheckReport.unreadable("DEFAULT", List.of("nothing was said"));

  /** What is wrong with every configuration from now on. */
  void finds(String... found) {
    problems = List.of(found);
  }

  /** The configurations that it was to serve or to check. */
  List<LoadedConfig> configs() {
    return configs;
  }

  /** How it was to serve. */
  List<ServeMode> modes() {
    return modes;
  }

  @Override
  public int serve(LoadedConfig config, ConfigSource again, ServeMode mode) {
    configs.add(config);
    modes.add(mode);
    return SERVED;
  }

  @Override
  public List<String> problems(LoadedConfig config) {
    configs.add(config);
    return problems;
  }

  @Override
  public CheckReport check(LoadedConfig config, CheckRequest request) {
    configs.add(config);
    checks.add(request);
    return report;
  }

  @Override
  public List<ConfigEntry> profileValues(LoadedConfig config) {
    return List.of(new ConfigEntry("served.DEFAULT.host", "https://h", "argument"));
  }

  /** What it was to check. */
  List<CheckRequest> checks() {
    return checks;
  }

  /** What it says to every check from now on. */
  void reports(CheckReport found) {
    report = found;
  }
}
