package io.lakegate.sdk.credential;

import static io.lakegate.sdk.credential.ScriptedPrograms.chosen;
import static io.lakegate.sdk.credential.ScriptedPrograms.config;
import static io.lakegate.sdk.credential.ScriptedPrograms.fails;
import static io.lakegate.sdk.credential.ScriptedPrograms.prints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A program of the user's own, and how what it says is taken. */
final class TokenCommandTest {

  private static final ResolvedConfig CONFIG =
      config(Map.of(Attribute.HOST, "https://h", Attribute.AUTH_TYPE, "command"))
          .withCommand(List.of("tok", "--for", "canary-argument"));

  private final ScriptedPrograms programs = new ScriptedPrograms();

  private CredentialSource source() {
    return chosen(new CommandProvider().configure(CONFIG, programs.context()));
  }

  @Test
  void configure_installed_chosenAndNotRun() {
    assertThat(source().authType()).isEqualTo("command");
    assertThat(programs.asked()).isEmpty();
  }

  @Test
  void configure_notInstalled_saysWhatIsExpected() {
    CredentialContext context = programs.context();
    Machine bare = new Machine(_ -> null, _ -> Optional.empty(), CommandRunner.NONE);

    assertThat(
            new CommandProvider()
                .configure(
                    CONFIG,
                    new CredentialContext(
                        context.transport(),
                        context.tokens(),
                        context.clock(),
                        context.executor(),
                        context.userAgent(),
                        bare)))
        .isEqualTo(
            new Outcome.NotConfigured(
                "the program tok of credentials.command is not installed:"
                    + " expected a path, or a name on PATH"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"expires_on\":1772370000 | 2026-03-01T13:00:00Z",
        ",\"expires_on\":\"1772370000\" | 2026-03-01T13:00:00Z",
        ",\"expires_on\":\"2026-03-01T13:00:00Z\" | 2026-03-01T13:00:00Z",
        ",\"expires_on\":\"2026-03-01 13:00:00\" | 2026-03-01T13:00:00Z",
        ",\"expires_on\":99999999999999999 | 9999-12-31T23:59:59Z",
        ",\"expires_on\":null | ''",
        "'' | ''"
      })
  void obtain_printed_tokenUntilItsEnd(String member, String end) {
    programs.answering(_ -> prints("{\"access_token\":\"t0\"" + member + "}\n"));

    Credential credential = source().obtain().join();

    assertThat(credential.headers()).containsExactly(new HeaderField("Authorization", "Bearer t0"));
    assertThat(credential.expiry().map(Object::toString).orElse("")).isEqualTo(end);
    assertThat(programs.asked()).containsExactly("--for canary-argument");
  }

  record Trouble(String name, CommandResult result, String what) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Trouble> troubles() {
    return Stream.of(
        new Trouble(
            "complains",
            fails(2, "no canary-argument\nthere"),
            "ended with status 2: no *** there"),
        new Trouble(
            "says it on the wrong stream",
            new CommandResult.Ended(1, "canary", ""),
            "ended with status 1 and said nothing on its standard error"),
        new Trouble("too slow", ScriptedPrograms.SLOW, "gave no token within 30 s"),
        new Trouble("gone", new CommandResult.NotStarted("gone"), "did not run: gone"),
        new Trouble(
            "bare token",
            prints("canary"),
            "printed no access_token; expected"
                + " {\"access_token\": \"…\", \"expires_on\": 1767225600}"),
        new Trouble(
            "unreadable end",
            prints("{\"access_token\":\"canary\",\"expires_on\":\"soon\"}"),
            "printed an expires_on that is no time;"
                + " expected seconds since 1970, such as 1767225600"));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void obtain_noToken_saysWhy(Trouble row) {
    programs.answering(_ -> row.result());
    CredentialSource source = source();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(source.obtain()::join)
        .extracting(Throwable::getCause)
        .isInstanceOfSatisfying(
            CredentialException.class,
            e -> {
              assertThat(e)
                  .hasMessage("command: the program /bin/tok of credentials.command " + row.what());
              assertThat(e.permanent()).isFalse();
            });
  }
}
