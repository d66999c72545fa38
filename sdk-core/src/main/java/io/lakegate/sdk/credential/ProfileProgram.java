package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.command.Turns;
import java.time.Duration;
import java.util.List;

/**
 * A program as it is run for one profile: once at a time.
 *
 * @param machine where it is installed
 * @param profile the profile
 * @param program the program
 */
record ProfileProgram(Machine machine, String profile, Program program) {

  /**
   * Half of what one refresh of a token may take. The Azure CLI alone needs a second or two on a
   * fast machine, and each of them may have to renew a login first; the SDKs wait as long.
   */
  static final Duration LIMIT = Duration.ofSeconds(30);

  CommandResult run(List<String> arguments, Duration limit) {
    return machine
        .turns()
        .run(profile, machine.commands(), new Turns.Call(program, arguments), limit);
  }
}
