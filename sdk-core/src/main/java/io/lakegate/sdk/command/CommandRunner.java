package io.lakegate.sdk.command;

import java.time.Duration;
import java.util.List;

/** Finds programs and runs them. */
public interface CommandRunner {

  /** A machine on which nothing is installed. */
  CommandRunner NONE =
      new CommandRunner() {
        @Override
        public List<Program> find(String name) {
          return List.of();
        }

        @Override
        public CommandResult run(Program program, List<String> arguments, Duration limit) {
          return new CommandResult.NotStarted("it is not installed");
        }
      };

  /**
   * Finds a program.
   *
   * @param name its name, which is looked for along the search path, or its path
   * @return every place where it is installed, the first to be used
   */
  List<Program> find(String name);

  /**
   * Runs a program without input, and waits for its end.
   *
   * @param limit how long it may take
   */
  CommandResult run(Program program, List<String> arguments, Duration limit);
}
