package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.ProgramReply.Cause;
import io.lakegate.sdk.oauth.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Runs a program of the user's own, which prints {@code {"access_token": …, "expires_on": …}}. The
 * end is in seconds since 1970, or a date with a time, which without an offset is in UTC. A token
 * without one is used until the origin rejects it.
 *
 * <p>Threading: safe for use by many threads; blocks.
 */
final class TokenCommand {

  private final ProfileProgram program;
  private final ResolvedConfig config;
  private final InstantSource clock;

  TokenCommand(ProfileProgram program, ResolvedConfig config, InstantSource clock) {
    this.program = program;
    this.config = config;
    this.clock = clock;
  }

  ProgramReply ask() {
    Instant now = clock.instant();
    List<String> arguments = config.command().subList(1, config.command().size());
    return switch (program.run(arguments, ProfileProgram.LIMIT)) {
      case CommandResult.Ended ended when ended.status() == 0 -> answered(ended, now);
      case CommandResult.Ended ended -> trouble("ended with status " + status(ended));
      case CommandResult.TimedOut late ->
          trouble("gave no token within " + late.limit().toSeconds() + " s");
      case CommandResult.NotStarted not -> trouble("did not run: " + not.reason());
    };
  }

  private String status(CommandResult.Ended ended) {
    return ended.err().isBlank()
        ? ended.status() + " and said nothing on its standard error"
        : ended.status() + ": " + CliAnswer.complaint(ended, config);
  }

  private ProgramReply answered(CommandResult.Ended ended, Instant now) {
    Optional<JsonNode> answer = CliAnswer.json(ended);
    Optional<String> token = answer.flatMap(json -> CliAnswer.token(json, "access_token"));
    if (token.isEmpty()) {
      return trouble(
          "printed no access_token; expected {\"access_token\": \"…\", \"expires_on\": 1767225600}");
    }
    JsonNode expiry = answer.get().path("expires_on");
    Optional<Instant> end =
        TokenExpiry.epoch(expiry).or(() -> TokenExpiry.date(expiry, ZoneOffset.UTC));
    boolean told = !expiry.isMissingNode() && !expiry.isNull();
    if (told && end.isEmpty()) {
      return trouble(
          "printed an expires_on that is no time; expected seconds since 1970, such as 1767225600");
    }
    String type = CliAnswer.tokenType(answer.get(), "token_type");
    return new ProgramReply.Given(new Token(token.get(), type, Optional.empty(), end, now));
  }

  private ProgramReply trouble(String what) {
    String subject = "the program " + program.program().path() + " of " + Need.Command.SETTING;
    return new ProgramReply.Refused(subject + " " + what, Cause.TROUBLE);
  }
}
