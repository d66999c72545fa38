package io.lakegate.gateway.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command line asks for.
 *
 * @param command the command's name
 * @param check whether {@code config} should only say if the configuration can be used
 * @param file the configuration file, if one is named
 * @param flags the settings' texts by key, as written
 */
record Invocation(
    String command, boolean check, Optional<String> file, Map<String, List<String>> flags) {

  Invocation {
    flags = Map.copyOf(flags);
  }
}
