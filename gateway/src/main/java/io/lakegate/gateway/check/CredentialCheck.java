package io.lakegate.gateway.check;

import io.lakegate.gateway.profiles.ProfileConfigs;
import io.lakegate.sdk.config.Arguments;
import io.lakegate.sdk.config.Resolution;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.CredentialChain;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.Refusal;
import io.lakegate.sdk.credential.Selection;
import io.lakegate.sdk.credential.Trial;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.ConfigException.Problem;
import io.lakegate.sdk.oauth.HostMetadata;
import io.lakegate.sdk.oauth.IssuerClient;
import io.lakegate.sdk.oauth.Pause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Resolves the credentials of one profile as {@code serve} would, and accounts for it. */
public final class CredentialCheck {

  private static final String UNTRIED = "the configuration has problems";

  private final ProfileConfigs configs;
  private final CredentialContext context;

  /**
   * Creates the check.
   *
   * @param configs reads profiles
   * @param context what the choice may use; its transport is used only by a check that is online
   */
  public CredentialCheck(ProfileConfigs configs, CredentialContext context) {
    this.configs = configs;
    this.context = context;
  }

  /** Checks one profile. Blocks while other programs run and, if asked to, while it sends. */
  public CheckReport run(CheckRequest request) {
    Arguments arguments = Arguments.named(request.arguments(), "");
    Resolution resolution;
    try {
      resolution =
          request
              .profile()
              .map(name -> configs.served(name, arguments))
              .orElseGet(() -> configs.servedByDefault(arguments));
    } catch (ConfigException e) {
      return CheckReport.unreadable(
          request.profile().orElse("DEFAULT"), e.problems().stream().map(Problem::text).toList());
    }
    return resolution.problems().isEmpty()
        ? chosen(resolution.config(), request)
        : broken(resolution, request);
  }

  private CheckReport chosen(ResolvedConfig resolved, CheckRequest request) {
    boolean online = request.online();
    ResolvedConfig config = online ? told(resolved) : resolved;
    Trial trial = online ? new OnlineTrial(config, context) : Trial.NONE;
    Selection selection = CredentialChain.standard().select(config, context, trial);
    return new CheckReport(
        config.profile(),
        selection.authType(),
        CheckReport.facts(config),
        CheckReport.shown(config),
        selection.tried(),
        online ? selection.obstacle() : selection.error(),
        (online ? selection.briefObstacle() : selection.refusal().map(Refusal::brief))
            .stream().toList(),
        ignored(config, request));
  }

  /** What the host tells of itself fills what is not configured. */
  private ResolvedConfig told(ResolvedConfig config) {
    IssuerClient client =
        new IssuerClient(
            context.transport(),
            context.clock(),
            context.userAgent().forOwnCalls("none"),
            new IssuerClient.Retry(Pause.blocking(), RandomGenerator.getDefault()));
    return config
        .host()
        .flatMap(host -> new HostMetadata(client).of(host))
        .map(facts -> facts.fill(config))
        .orElse(config);
  }

  private static CheckReport broken(Resolution resolution, CheckRequest request) {
    List<Problem> problems = resolution.problems();
    String error = String.valueOf(new ConfigException(problems, resolution.context()).getMessage());
    ResolvedConfig config = resolution.config();
    return new CheckReport(
        config.profile(),
        Optional.empty(),
        CheckReport.facts(config),
        CheckReport.shown(config),
        CredentialChain.standard().untried(UNTRIED),
        Optional.of(error),
        problems.stream().map(Problem::message).toList(),
        ignored(config, request));
  }

  /** What stands in the environment counts for the default profile only. */
  private static List<String> ignored(ResolvedConfig config, CheckRequest request) {
    List<String> ignored = new ArrayList<>(config.provenance().file().ignored());
    if (!config.provenance().isolated()) {
      ignored.addAll(IgnoredVariables.of(request.variables()));
    }
    return ignored;
  }
}
