package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.ProgramReply.Cause;
import io.lakegate.sdk.oauth.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the Databricks CLI for the token of whoever is logged in with it.
 *
 * <p>Source: the {@code databricks-cli} type of the Databricks SDKs, and the versions in which the
 * program learned its flags.
 *
 * <p>Threading: safe for use by many threads; blocks.
 */
final class DatabricksCli {

  /** It is asked for nothing but its version, which the SDKs wait five seconds for. */
  private static final Duration VERSION_LIMIT = Duration.ofSeconds(5);

  private final ProfileProgram program;
  private final ResolvedConfig config;
  private final InstantSource clock;
  private volatile CliVersion version = CliVersion.UNKNOWN;

  DatabricksCli(ProfileProgram program, ResolvedConfig config, InstantSource clock) {
    this.program = program;
    this.config = config;
    this.clock = clock;
  }

  ProgramReply ask() {
    Instant now = clock.instant();
    return switch (program.run(question(config, version()), ProfileProgram.LIMIT)) {
      case CommandResult.Ended ended when ended.status() == 0 -> answered(ended, now);
      case CommandResult.Ended ended -> refused(CliAnswer.complaint(ended, config));
      case CommandResult.TimedOut late ->
          new ProgramReply.Refused(
              "the CLI gave no token within " + late.limit().toSeconds() + " s", Cause.TROUBLE);
      case CommandResult.NotStarted not -> new ProgramReply.Refused(not.reason(), Cause.ABSENT);
    };
  }

  /** One that could not be told is asked for again. */
  private CliVersion version() {
    CliVersion known = version;
    if (known.equals(CliVersion.UNKNOWN)) {
      List<String> ask = List.of("version", "--output", "json");
      known = CliVersion.of(program.run(ask, VERSION_LIMIT));
      version = known;
    }
    return known;
  }

  /** The profile is what the login was for, but older versions do not take it. */
  static List<String> question(ResolvedConfig config, CliVersion version) {
    List<String> ask = new ArrayList<>(List.of("auth", "token"));
    Optional<String> profile = config.value(Attribute.PROFILE);
    if (profile.isPresent() && version.isAtLeast(CliVersion.WITH_PROFILE)) {
      ask.addAll(List.of("--profile", profile.get()));
    } else {
      ask.addAll(List.of("--host", Needs.value(config, Attribute.HOST)));
      Optional<String> account = config.value(Attribute.ACCOUNT_ID);
      if (config.hostKind() == HostKind.ACCOUNT && account.isPresent()) {
        ask.addAll(List.of("--account-id", account.get()));
      }
    }
    if (version.isAtLeast(CliVersion.WITH_FORCE_REFRESH)) {
      ask.add("--force-refresh");
    }
    return ask;
  }

  private ProgramReply answered(CommandResult.Ended ended, Instant now) {
    Optional<JsonNode> answer = CliAnswer.json(ended);
    Optional<String> token = answer.flatMap(json -> CliAnswer.token(json, "access_token"));
    if (token.isEmpty()) {
      return new ProgramReply.Refused(
          "cannot unmarshal CLI result: it printed no access_token", Cause.TROUBLE);
    }
    Optional<String> mismatch = JwtScopes.mismatch(token.get(), config);
    if (mismatch.isPresent()) {
      boolean byName = config.value(Attribute.AUTH_TYPE).isPresent();
      return new ProgramReply.Refused(mismatch.get(), byName ? Cause.UNSUITABLE : Cause.LOGGED_OUT);
    }
    JsonNode expiry = answer.get().path("expiry");
    Optional<Instant> end = TokenExpiry.date(expiry, ZoneOffset.UTC);
    return end.isPresent()
        ? new ProgramReply.Given(
            new Token(
                token.get(),
                CliAnswer.tokenType(answer.get(), "token_type"),
                Optional.empty(),
                end,
                now))
        : new ProgramReply.Refused(
            "cannot parse expiry: it is no time such as 2026-03-01T12:00:00Z", Cause.TROUBLE);
  }

  private ProgramReply refused(String complaint) {
    if (complaint.contains("databricks OAuth is not")) {
      return new ProgramReply.Refused(advised(complaint), Cause.LOGGED_OUT);
    }
    boolean loggedOut =
        complaint.contains("databricks auth login")
            || complaint.contains("refresh token is invalid")
            || complaint.contains("has been revoked");
    return loggedOut
        ? new ProgramReply.Refused(
            advised("cannot get access token: " + complaint), Cause.UNSUITABLE)
        : new ProgramReply.Refused("cannot get access token: " + complaint, Cause.TROUBLE);
  }

  private String advised(String reason) {
    String advice = "databricks auth login --host " + Needs.value(config, Attribute.HOST);
    return reason.contains(advice) ? reason : reason + "; log in: " + advice;
  }
}
