package io.lakegate.gateway.cli;

import io.lakegate.sdk.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, every problem at once, and where help is. */
final class UsageProblems {

  private UsageProblems() {}

  static List<String> of(ParameterException failure) {
    var line = failure.getCommandLine();
    var problems =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched(line, unmatched.getUnmatched())
            : new ArrayList<>(
                List.of(String.valueOf(failure.getMessage()).replaceAll("\\s+", " ")));
    problems.add("see " + line.getCommandSpec().qualifiedName() + " --help");
    return problems;
  }

  /** What a line asks for that picocli takes, and that makes no sense all the same. */
  static List<String> of(Invocation invocation) {
    var problems = new ArrayList<String>();
    if (invocation.file().filter(String::isBlank).isPresent()) {
      problems.add("option '" + Commands.CONFIG_FLAG + "' (FILE) needs the name of a file");
    }
    if (invocation.flags().getOrDefault("profile", List.of()).stream().anyMatch(String::isBlank)) {
      problems.add("option '" + Commands.PROFILE_FLAG + "' (PROFILE) needs the name of a profile");
    }
    problems.addAll(choosingProfiles(invocation));
    if (!problems.isEmpty()) {
      problems.add("see " + Commands.PROGRAM + " " + invocation.command() + " --help");
    }
    return problems;
  }

  /**
   * The sandbox behind these two commands is a workspace of its own with a token of its own,
   * whatever profiles there are.
   */
  private static List<String> choosingProfiles(Invocation invocation) {
    var command = invocation.command();
    if (!command.equals(Commands.DEMO) && !command.equals(Commands.SANDBOX)) {
      return List.of();
    }
    return Commands.CHOOSING_PROFILES.stream()
        .filter(invocation.flags()::containsKey)
        .map(
            key ->
                "--%s chooses profiles, and %s has none to choose from: it runs the sandbox workspace with a token of its own. Leave it out, or use lakegate serve"
                    .formatted(key, command))
        .toList();
  }

  private static List<String> unmatched(CommandLine line, List<String> words) {
    var problems = new ArrayList<String>();
    var afterUnknownFlag = false;
    for (var word : words) {
      if (word.startsWith("-")) {
        problems.add(unknownFlag(line, word));
      } else if (!afterUnknownFlag) {
        problems.add(unexpected(line, word));
      }
      // A word after an unknown flag is most likely its value, and may be a secret.
      afterUnknownFlag = word.startsWith("-") && !word.contains("=");
    }
    return problems;
  }

  private static String unknownFlag(CommandLine line, String word) {
    var name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
    var known = line.getCommandSpec().optionsMap().keySet();
    return "unknown flag " + name + hint(name, known);
  }

  private static String unexpected(CommandLine line, String word) {
    var commands = line.getSubcommands().keySet();
    return commands.isEmpty()
        ? "unexpected argument \"" + word + "\""
        : "unknown command \"" + word + "\"" + hint(word, commands);
  }

  private static String hint(String word, Set<String> known) {
    return Nearest.to(word, known).map(name -> "; the nearest known one is " + name).orElse("");
  }
}
