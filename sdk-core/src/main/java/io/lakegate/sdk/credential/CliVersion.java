package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandResult;
import java.util.Comparator;
import java.util.Optional;

/**
 * The version of the Databricks CLI, which decides what may be asked of it. One that cannot be told
 * counts as older than all.
 */
record CliVersion(int major, int minor, int patch) implements Comparable<CliVersion> {

  static final CliVersion UNKNOWN = new CliVersion(0, 0, 0);

  /** Takes {@code --profile}. */
  static final CliVersion WITH_PROFILE = new CliVersion(0, 207, 1);

  /** Takes {@code --force-refresh}. */
  static final CliVersion WITH_FORCE_REFRESH = new CliVersion(0, 296, 0);

  /** Reads what {@code databricks version --output json} prints. */
  static CliVersion of(CommandResult result) {
    return switch (result) {
      case CommandResult.Ended ended when ended.status() == 0 ->
          CliAnswer.json(ended).flatMap(CliVersion::read).orElse(UNKNOWN);
      case CommandResult.Ended _, CommandResult.TimedOut _, CommandResult.NotStarted _ -> UNKNOWN;
    };
  }

  private static Optional<CliVersion> read(JsonNode json) {
    JsonNode major = json.path("Major");
    JsonNode minor = json.path("Minor");
    JsonNode patch = json.path("Patch");
    return major.isInt() && minor.isInt() && patch.isInt()
        ? Optional.of(new CliVersion(major.intValue(), minor.intValue(), patch.intValue()))
        : Optional.empty();
  }

  boolean isAtLeast(CliVersion other) {
    return compareTo(other) >= 0;
  }

  @Override
  public int compareTo(CliVersion other) {
    return Comparator.comparingInt(CliVersion::major)
        .thenComparingInt(CliVersion::minor)
        .thenComparingInt(CliVersion::patch)
        .compare(this, other);
  }
}
