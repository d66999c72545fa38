package io.lakegate.gateway.cli;

import io.lakegate.gateway.config.ConfigKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads any command line with picocli; answers help, version and bad usage itself. */
final class PicocliLine {

  private PicocliLine() {}

  /** Reads the line and runs what it asks for. */
  static int read(List<String> words, CliContext context, ToIntFunction<Invocation> run) {
    var program =
        new CommandLine(Commands.program(context.version()))
            .setExpandAtFiles(false)
            .setAllowSubcommandsAsOptionParameters(true)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    try {
      program.parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      UsageProblems.of(e)
          .forEach(problem -> context.err().println(Commands.PROGRAM + ": " + problem));
      return ExitCode.USAGE.status();
    }
    var lines = program.getParseResult().asCommandLineList();
    for (var line : lines) {
      if (line.isUsageHelpRequested()) {
        line.usage(context.out());
        return ExitCode.OK.status();
      }
      if (line.isVersionHelpRequested()) {
        line.printVersionHelp(context.out(), Ansi.OFF);
        return ExitCode.OK.status();
      }
    }
    var wrong = AskedCheck.problems(lines.getLast().getParseResult());
    if (!wrong.isEmpty()) {
      wrong.forEach(problem -> context.err().println(Commands.PROGRAM + ": " + problem));
      return ExitCode.USAGE.status();
    }
    return run.applyAsInt(invocation(lines));
  }

  private static Invocation invocation(List<CommandLine> lines) {
    var flags = new HashMap<String, List<String>>();
    var file = Optional.<String>empty();
    for (var line : lines) {
      var result = line.getParseResult();
      if (result.hasMatchedOption(Commands.CONFIG_FLAG)) {
        file = Optional.of(result.matchedOptionValue(Commands.CONFIG_FLAG, ""));
      }
      if (!line.getCommandName().equals(Commands.CHECK)) {
        collect(result, flags);
      }
    }
    var last = lines.getLast();
    var command = lines.size() == 1 ? Commands.SERVE : last.getCommandName();
    var result = last.getParseResult();
    var switches =
        Commands.SWITCHES.stream().filter(result::hasMatchedOption).collect(Collectors.toSet());
    var asked = command.equals(Commands.CHECK) ? AskedCheck.request(result) : Invocation.NOTHING;
    return new Invocation(command, switches, file, flags, asked);
  }

  private static void collect(ParseResult result, Map<String, List<String>> flags) {
    for (var key : ConfigKey.all()) {
      if (result.hasMatchedOption(key.flag())) {
        flags
            .computeIfAbsent(key.name(), name -> new ArrayList<>())
            .addAll(result.matchedOption(key.flag()).originalStringValues());
      }
    }
  }
}
