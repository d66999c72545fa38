package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.ProgramReply.Cause;
import io.lakegate.sdk.oauth.Token;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the Azure CLI for tokens of whoever is logged in with it.
 *
 * <p>Source: the {@code azure-cli} type of the Databricks SDKs. A tenant is asked for, unless the
 * login is a managed identity, which has one only; a service principal that the program does not
 * know by that tenant is asked for without it, since it stays the same identity. Without a tenant
 * the subscription of the workspace is asked for, and left out where the login cannot use it; the
 * program does not take both.
 *
 * <p>Threading: safe for use by many threads; blocks.
 */
final class AzureCli {

  private static final Set<String> MANAGED =
      Set.of("systemAssignedIdentity", "userAssignedIdentity");

  private final ProfileProgram program;
  private final ResolvedConfig config;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * Creates it for one profile.
   *
   * @param zone the zone of the dates that the program prints, which are local
   */
  AzureCli(ProfileProgram program, ResolvedConfig config, InstantSource clock, ZoneId zone) {
    this.program = program;
    this.config = config;
    this.clock = clock;
    this.zone = zone;
  }

  /**
   * Asks for a token.
   *
   * @param resource whom it is for
   * @param tenant the tenant that the workspace belongs to, if it is known
   */
  ProgramReply ask(String resource, Optional<String> tenant) {
    Login login = tenant.isPresent() ? login() : Login.USER;
    if (tenant.isEmpty() || login == Login.MANAGED_IDENTITY) {
      return askByDefault(resource);
    }
    ProgramReply reply = ask(question(resource, "--tenant", tenant.get()), tenant);
    return reply instanceof ProgramReply.Refused && login == Login.SERVICE_PRINCIPAL
        ? askByDefault(resource)
        : reply;
  }

  private ProgramReply askByDefault(String resource) {
    Optional<String> subscription = subscription();
    if (subscription.isPresent()) {
      ProgramReply narrow =
          ask(question(resource, "--subscription", subscription.get()), Optional.empty());
      if (narrow instanceof ProgramReply.Given) {
        return narrow;
      }
    }
    return ask(question(resource), Optional.empty());
  }

  private static List<String> question(String resource, String... more) {
    List<String> ask =
        new ArrayList<>(
            List.of("account", "get-access-token", "--resource", resource, "--output", "json"));
    ask.addAll(List.of(more));
    return ask;
  }

  /** The third part of {@code /subscriptions/ID/resourceGroups/…}. */
  private Optional<String> subscription() {
    return config
        .value(Attribute.AZURE_WORKSPACE_RESOURCE_ID)
        .map(id -> id.split("/"))
        .filter(parts -> parts.length > 2 && !parts[2].isEmpty())
        .map(parts -> parts[2]);
  }

  /** What is logged in; whoever cannot be told is a user. */
  private Login login() {
    List<String> ask = List.of("account", "show", "--output", "json");
    return switch (program.run(ask, ProfileProgram.LIMIT)) {
      case CommandResult.Ended ended when ended.status() == 0 ->
          CliAnswer.json(ended).map(json -> login(json.path("user"))).orElse(Login.USER);
      case CommandResult.Ended _, CommandResult.TimedOut _, CommandResult.NotStarted _ ->
          Login.USER;
    };
  }

  private static Login login(JsonNode user) {
    if (!user.path("type").asText("").equals("servicePrincipal")) {
      return Login.USER;
    }
    return MANAGED.contains(user.path("name").asText(""))
        ? Login.MANAGED_IDENTITY
        : Login.SERVICE_PRINCIPAL;
  }

  private ProgramReply ask(List<String> question, Optional<String> tenant) {
    Instant now = clock.instant();
    return switch (program.run(question, ProfileProgram.LIMIT)) {
      case CommandResult.Ended ended when ended.status() == 0 -> answered(ended, now);
      case CommandResult.Ended ended -> refused(CliAnswer.complaint(ended, config), tenant);
      case CommandResult.TimedOut late ->
          new ProgramReply.Refused(
              "az gave no token within " + late.limit().toSeconds() + " s", Cause.TROUBLE);
      case CommandResult.NotStarted not -> new ProgramReply.Refused(not.reason(), Cause.ABSENT);
    };
  }

  private ProgramReply answered(CommandResult.Ended ended, Instant now) {
    Optional<JsonNode> answer = CliAnswer.json(ended);
    Optional<String> token = answer.flatMap(json -> CliAnswer.token(json, "accessToken"));
    if (token.isEmpty()) {
      return corrupt("az printed no " + (answer.isEmpty() ? "JSON" : "accessToken"));
    }
    Optional<Instant> end = expiry(answer.get());
    if (end.isEmpty()) {
      return new ProgramReply.Refused(
          "cannot parse expiry: az printed neither an expires_on nor an expiresOn that is a time",
          Cause.TROUBLE);
    }
    String type = CliAnswer.tokenType(answer.get(), "tokenType");
    return new ProgramReply.Given(new Token(token.get(), type, Optional.empty(), end, now));
  }

  /** Recent versions print the seconds since 1970 too, which no clock change makes ambiguous. */
  private Optional<Instant> expiry(JsonNode json) {
    return TokenExpiry.epoch(json.path("expires_on"))
        .or(() -> TokenExpiry.date(json.path("expiresOn"), zone));
  }

  private static ProgramReply corrupt(String what) {
    return new ProgramReply.Refused("cannot unmarshal CLI result: " + what, Cause.TROUBLE);
  }

  private static ProgramReply refused(String complaint, Optional<String> tenant) {
    boolean loggedOut =
        complaint.contains("No subscription found")
            || complaint.contains("az login")
            || complaint.contains("Interactive authentication is needed");
    String advice = "; log in: az login" + tenant.map(id -> " --tenant " + id).orElse("");
    return loggedOut
        ? new ProgramReply.Refused("nobody is logged in: " + complaint + advice, Cause.LOGGED_OUT)
        : new ProgramReply.Refused("cannot get access token: " + complaint, Cause.TROUBLE);
  }

  private enum Login {
    USER,
    SERVICE_PRINCIPAL,
    MANAGED_IDENTITY
  }
}
