package io.lakegate.gateway.check;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.Tried;
import io.lakegate.sdk.credential.TriedOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How the credentials of a profile were chosen. Nothing in it is secret.
 *
 * @param profile the profile's name
 * @param authType the authentication type that was chosen
 * @param facts what identifies the host
 * @param attributes every value that is set, in the order of the SDKs' tables
 * @param tried every authentication type in its order
 * @param error why the profile cannot be served; empty if it can
 * @param complaints the same for people who have read what was tried, one line each
 * @param ignored what has no effect where the configuration was read, such as misspelt names
 */
public record CheckReport(
    String profile,
    Optional<String> authType,
    Facts facts,
    List<Shown> attributes,
    List<Tried> tried,
    Optional<String> error,
    List<String> complaints,
    List<String> ignored) {

  /** Copies the lists. */
  public CheckReport {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(authType, "authType");
    Objects.requireNonNull(facts, "facts");
    attributes = List.copyOf(attributes);
    tried = List.copyOf(tried);
    Objects.requireNonNull(error, "error");
    complaints = List.copyOf(complaints);
    ignored = List.copyOf(ignored);
  }

  /** The report of a check that found no configuration to look at. */
  public static CheckReport unreadable(String profile, List<String> problems) {
    Facts nothing = new Facts(Optional.empty(), Optional.empty(), Optional.empty(), false);
    return new CheckReport(
        profile,
        Optional.empty(),
        nothing,
        List.of(),
        List.of(),
        Optional.of(String.join("; ", problems)),
        problems,
        List.of());
  }

  /** Whether it came as far as looking at types. */
  public boolean hasTried() {
    return tried.stream().anyMatch(one -> one.outcome() != TriedOutcome.NOT_TRIED);
  }

  static Facts facts(ResolvedConfig config) {
    return new Facts(
        config.value(Attribute.HOST),
        config.value(Attribute.ACCOUNT_ID),
        config.value(Attribute.WORKSPACE_ID),
        config.isAzure());
  }

  static List<Shown> shown(ResolvedConfig config) {
    List<Shown> all = new ArrayList<>();
    for (var entry : config.values().entrySet()) {
      Attribute attribute = entry.getKey();
      all.add(new Shown(attribute.key(), config.shown(attribute), entry.getValue().source()));
    }
    return all;
  }

  /**
   * What identifies the host.
   *
   * @param host its address
   * @param accountId the account
   * @param workspaceId the workspace
   * @param isAzure whether it is on Azure
   */
  public record Facts(
      Optional<String> host,
      Optional<String> accountId,
      Optional<String> workspaceId,
      boolean isAzure) {}

  /**
   * A value as it may be shown.
   *
   * @param name the attribute
   * @param value its value, or {@code ***}
   * @param source where it came from
   */
  public record Shown(String name, String value, String source) {}
}
