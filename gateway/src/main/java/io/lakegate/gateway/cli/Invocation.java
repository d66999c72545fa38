package io.lakegate.gateway.cli;

import io.lakegate.gateway.check.CheckRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a command line asks for.
 *
 * @param command the command's name
 * @param switches the flags of the command itself that take no value
 * @param file the configuration file, if one is named
 * @param flags the settings' texts by key, as written
 * @param asked what {@code check} is to look at
 */
record Invocation(
    String command,
    Set<String> switches,
    Optional<String> file,
    Map<String, List<String>> flags,
    CheckRequest asked) {

  static final CheckRequest NOTHING = new CheckRequest(Optional.empty(), Map.of(), false);

  Invocation {
    switches = Set.copyOf(switches);
    flags = Map.copyOf(flags);
  }
}
