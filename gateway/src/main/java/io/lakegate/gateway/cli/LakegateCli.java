package io.lakegate.gateway.cli;

import io.lakegate.gateway.check.CheckReport;
import io.lakegate.gateway.check.CheckRequest;
import io.lakegate.gateway.config.ConfigEntry;
import io.lakegate.gateway.config.ConfigInputs;
import io.lakegate.gateway.config.ConfigLoader;
import io.lakegate.gateway.config.ConfigProblem;
import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.FileReader;
import io.lakegate.gateway.config.InvalidConfigException;
import io.lakegate.gateway.config.LoadedConfig;
import io.lakegate.sdk.spelling.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The program as called from a shell. */
public final class LakegateCli {

  private static final String TOOL = "lakegate-sandbox";

  private final CliContext context;

  private LakegateCli(CliContext context) {
    this.context = context;
  }

  /**
   * Runs one command to its end.
   *
   * @param context the process around it
   * @param args the command line without the program's name
   * @return the process's exit status
   */
  public static int run(CliContext context, String... args) {
    return new LakegateCli(context).run(List.of(args));
  }

  private int run(List<String> words) {
    // The sandbox reads its own flags, so it gets them unread.
    if (!words.isEmpty() && words.getFirst().equals(Commands.SANDBOX)) {
      return sandbox(words.subList(1, words.size()));
    }
    var straight = StraightLine.read(words);
    if (straight.isPresent()) {
      return execute(straight.get());
    }
    return PicocliLine.read(words, context, this::execute);
  }

  private int execute(Invocation invocation) {
    var refused = UsageProblems.of(invocation);
    if (!refused.isEmpty()) {
      refused.forEach(this::complain);
      return ExitCode.USAGE.status();
    }
    if (invocation.command().equals(Commands.SANDBOX)) {
      return sandbox(List.of());
    }
    LoadedConfig config;
    try {
      config = ConfigLoader.load(inputs(invocation));
    } catch (InvalidConfigException e) {
      return refuse(invocation, e);
    }
    return switch (invocation.command()) {
      case Commands.CONFIG ->
          invocation.switches().contains(Commands.CHECK_FLAG) ? check(config) : print(config);
      case Commands.CHECK -> report(context.server().check(config, asked(invocation)), invocation);
      case Commands.DEMO -> serve(config, invocation, ServeMode.DEMO);
      default -> serve(config, invocation, ServeMode.SERVE);
    };
  }

  private int serve(LoadedConfig config, Invocation invocation, ServeMode mode) {
    return context.server().serve(config, ConfigSource.of(inputs(invocation)), mode);
  }

  private int refuse(Invocation invocation, InvalidConfigException failure) {
    var problems = failure.problems().stream().map(ConfigProblem::toString).toList();
    if (invocation.command().equals(Commands.CHECK)) {
      var profile = invocation.asked().profile().orElse("DEFAULT");
      return report(CheckReport.unreadable(profile, problems), invocation);
    }
    problems.forEach(this::complain);
    return ExitCode.CONFIG.status();
  }

  private CheckRequest asked(Invocation invocation) {
    return invocation.asked().amid(context.environment().names());
  }

  private int report(CheckReport report, Invocation invocation) {
    if (invocation.switches().contains(Commands.JSON_FLAG)) {
      context.out().println(CheckPrint.json(report));
    } else {
      CheckPrint.text(report).forEach(context.out()::println);
      report.complaints().stream().map(Printable::text).forEach(this::complain);
    }
    return report.error().isPresent() ? ExitCode.CONFIG.status() : ExitCode.OK.status();
  }

  private ConfigInputs inputs(Invocation invocation) {
    return new ConfigInputs(
        invocation.flags(),
        context.environment(),
        invocation.file().map(LakegateCli::path),
        FileReader.utf8());
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      var problem = new ConfigProblem("config", "flag --config", "expected a path");
      throw new InvalidConfigException(List.of(problem));
    }
  }

  private int check(LoadedConfig config) {
    var problems = context.server().problems(config);
    if (problems.isEmpty()) {
      context.out().println("ok");
      return ExitCode.OK.status();
    }
    problems.forEach(this::complain);
    return ExitCode.CONFIG.status();
  }

  private int print(LoadedConfig config) {
    config.entries().forEach(entry -> context.out().println(line(entry)));
    context.server().profileValues(config).forEach(entry -> context.out().println(line(entry)));
    return ExitCode.OK.status();
  }

  private static String line(ConfigEntry entry) {
    var value = entry.value().isEmpty() ? "(none)" : entry.value();
    return Printable.text(entry.key() + " = " + value + "  # " + entry.source());
  }

  private int sandbox(List<String> words) {
    var tool = context.tools().apply(TOOL);
    if (tool.isEmpty()) {
      complain("this installation has no lib/sandbox, so there is no sandbox workspace to run");
      return ExitCode.FAILURE.status();
    }
    return tool.get().run(context.out(), context.err(), words.toArray(String[]::new));
  }

  private void complain(String problem) {
    context.err().println(Commands.PROGRAM + ": " + problem);
  }
}
