package io.lakegate.sdk.credential;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.command.Turns;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.config.ResolvedValue;
import io.lakegate.sdk.google.GoogleTokens;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A machine on which every program is installed, and answers as a test says. */
final class ScriptedPrograms implements CommandRunner {

  static final CommandResult SLOW = new CommandResult.TimedOut(Duration.ofSeconds(30));

  final MutableClock clock = new MutableClock();
  final FakeTransport transport = new FakeTransport();
  private final List<String> asked = new ArrayList<>();
  private final TokenCache tokens = new TokenCache(clock, Runnable::run);
  private Function<String, CommandResult> answers = _ -> new CommandResult.NotStarted("no script");

  /** Answers every run, by its words. */
  ScriptedPrograms answering(Function<String, CommandResult> script) {
    answers = script;
    return this;
  }

  static CommandResult prints(String out) {
    return new CommandResult.Ended(0, out, "");
  }

  static CommandResult fails(int status, String err) {
    return new CommandResult.Ended(status, "", err);
  }

  /** What was run, as words with blanks between, without the programs' names. */
  List<String> asked() {
    return asked;
  }

  @Override
  public List<Program> find(String name) {
    return List.of(new Program("/bin/" + name, 9_000_000));
  }

  @Override
  public CommandResult run(Program program, List<String> arguments, Duration limit) {
    String words = String.join(" ", arguments);
    asked.add(words);
    return answers.apply(words);
  }

  CredentialContext context() {
    return context(GoogleTokens.NONE, Map.of());
  }

  CredentialContext context(GoogleTokens google, Map<String, String> files) {
    return new CredentialContext(
        transport,
        tokens,
        clock,
        Runnable::run,
        UserAgent.create(name -> null, "25", "Linux"),
        new Machine(
            name -> null, path -> Optional.ofNullable(files.get(path)), this, new Turns(), google));
  }

  static ResolvedConfig config(Map<Attribute, String> texts) {
    Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
    texts.forEach((key, text) -> values.put(key, new ResolvedValue(text, "argument")));
    return new ResolvedConfig("DEFAULT", values);
  }

  /** The source of a type that was chosen. */
  static CredentialSource chosen(Outcome outcome) {
    if (outcome instanceof Outcome.Chosen one) {
      return one.source();
    }
    throw new AssertionError("not chosen: " + outcome);
  }
}
