package io.lakegate.gateway.cli;

import io.lakegate.gateway.config.ConfigKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The commands and their flags, built from the table of settings without reflection. The program
 * itself takes the flags of {@code serve}, which is what it does when no command is named.
 */
final class Commands {

  static final String PROGRAM = "lakegate";
  static final String SERVE = "serve";
  static final String DEMO = "demo";
  static final String SANDBOX = "sandbox";
  static final String CONFIG = "config";
  static final String CONFIG_FLAG = "--config";
  static final String CHECK = "check";
  static final String CHECK_FLAG = "--check";
  static final String PROFILE_FLAG = "--profile";
  static final String SET_FLAG = "--set";
  static final String JSON_FLAG = "--json";
  static final String ONLINE_FLAG = "--online";

  /** The flags of a command itself that take no value. */
  static final List<String> SWITCHES = List.of(CHECK_FLAG, JSON_FLAG, ONLINE_FLAG);

  /** The settings that choose profiles, by key; the sandbox has one workspace and its own token. */
  static final List<String> CHOOSING_PROFILES =
      List.of("profile", "profiles-from-file", "required-profiles");

  private static final int WIDTH = 100;

  private Commands() {}

  static CommandSpec program(String version) {
    var program = command(PROGRAM, "A local HTTP gateway for Databricks.");
    program.version(PROGRAM + " " + version);
    program.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .arity("0")
            .description("Print the version.")
            .build());
    settings(program);
    program.usageMessage().footer(footer());
    program.addSubcommand(SERVE, settings(command(SERVE, "Run the gateway (the default).")));
    program.addSubcommand(DEMO, demo());
    program.addSubcommand(
        SANDBOX, command(SANDBOX, "Run only the sandbox workspace, with flags of its own."));
    program.addSubcommand(CONFIG, config());
    program.addSubcommand(CHECK, check());
    return program;
  }

  /** It reads every flag, so that those which it cannot honour are refused with a reason. */
  private static CommandSpec demo() {
    var demo = command(DEMO, "Run the gateway against the built-in sandbox workspace.");
    demo.addOption(file());
    for (var key : ConfigKey.all()) {
      demo.addOption(flag(key).hidden(CHOOSING_PROFILES.contains(key.name())).build());
    }
    return demo;
  }

  private static CommandSpec config() {
    var config = settings(command(CONFIG, "Print the effective configuration and its sources."));
    config.addOption(
        plain(
            CHECK_FLAG,
            "Only say whether it can be served: settings, profiles and credentials. Nothing is"
                + " sent, so an issuer may still refuse them."));
    return config;
  }

  private static CommandSpec check() {
    var check = command(CHECK, "Say which credentials a profile gets, and why.");
    check.addOption(file());
    check.addOption(
        OptionSpec.builder(PROFILE_FLAG)
            .type(String.class)
            .arity("1")
            .paramLabel("NAME")
            .description("The profile; without it the one that is served by default.")
            .build());
    check.addOption(
        OptionSpec.builder(SET_FLAG)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("1")
            .paramLabel("NAME=VALUE")
            .description(
                "An attribute of the Databricks SDKs, stronger than any other source;"
                    + " repeatable.")
            .build());
    check.addOption(plain(JSON_FLAG, "Print one JSON object."));
    check.addOption(
        plain(
            ONLINE_FLAG,
            "Also fetch a token and ask the workspace whose it is. Without this nothing is sent."));
    return check;
  }

  private static OptionSpec plain(String name, String description) {
    return OptionSpec.builder(name).arity("0").type(boolean.class).description(description).build();
  }

  private static CommandSpec command(String name, String description) {
    var spec = CommandSpec.create().name(name);
    // Texts mention ${env:NAME}, which picocli would otherwise fill in.
    spec.interpolateVariables(false);
    spec.usageMessage().description(description).width(WIDTH).sortOptions(false);
    spec.usageMessage().abbreviateSynopsis(true);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .arity("0")
            .description("Print this help.")
            .build());
    return spec;
  }

  private static CommandSpec settings(CommandSpec spec) {
    spec.addOption(file());
    ConfigKey.all().forEach(key -> spec.addOption(flag(key).build()));
    return spec;
  }

  private static OptionSpec file() {
    return OptionSpec.builder(CONFIG_FLAG)
        .type(String.class)
        .arity("1")
        .paramLabel("FILE")
        .description("The configuration file (YAML).")
        .build();
  }

  private static OptionSpec.Builder flag(ConfigKey<?> key) {
    var flag =
        OptionSpec.builder(key.flag()).paramLabel(key.placeholder()).description(description(key));
    if (key.isList()) {
      return flag.type(List.class).auxiliaryTypes(String.class).arity("1");
    }
    if (key.isSwitch()) {
      // Any attached text is let through here, so that a bad one is reported like other bad values.
      return flag.type(Boolean.class).converters(text -> true).arity("0..1").fallbackValue("true");
    }
    return flag.type(String.class).arity("1");
  }

  /** The lines in help; picocli reads them as format strings. */
  private static String[] description(ConfigKey<?> key) {
    var initial = key.defaultText().isEmpty() ? "none" : key.defaultText();
    var repeatable = key.isList() ? "; repeatable, or separated by commas" : "";
    return new String[] {
      key.why().replace("%", "%%"), ("Default: " + initial + repeatable).replace("%", "%%")
    };
  }

  private static String[] footer() {
    var lines = new ArrayList<String>();
    lines.addAll(
        List.of(
            "",
            "Every flag is also an environment variable (--limits-queue-size is"
                + " LAKEGATE_LIMITS_QUEUE_SIZE)",
            "and a key of the file (limits.queue-size). Flags are stronger than the environment,"
                + " and the",
            "environment than the file. A value may be ${env:NAME} or ${file:/path}.",
            "",
            "Exit status:"));
    for (var code : ExitCode.values()) {
      lines.add("%5d  %s".formatted(code.status(), code.meaning()));
    }
    return lines.toArray(String[]::new);
  }
}
