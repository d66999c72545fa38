package io.lakegate.sdk.waiting;

import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.error.OriginErrors;
import io.lakegate.sdk.waiting.Judgement.Elements;
import io.lakegate.sdk.waiting.Judgement.Gone;
import io.lakegate.sdk.waiting.Judgement.Operation;
import io.lakegate.sdk.waiting.Judgement.States;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Errors that the origin answers under a status of success: objects with a text {@code error_code}
 * at the top. Where an entity shows how it stands, such a member is one of its own.
 */
public final class HeldErrors {

  private static final String CODE = "error_code";

  private HeldErrors() {}

  /**
   * The error that a body holds in place of an entity.
   *
   * @param judgement how the entity would be judged, and so where it would show how it stands
   * @param body the body, decoded
   */
  public static Optional<OriginError> in(Judgement judgement, byte[] body) {
    Optional<String> shown = shown(judgement);
    List<String> paths = Stream.concat(Stream.of(CODE), shown.stream()).toList();
    return JsonMembers.read(body, paths)
        .filter(members -> shown.flatMap(members::text).isEmpty())
        .flatMap(members -> members.string(CODE))
        .filter(code -> !code.isEmpty())
        .map(code -> OriginErrors.read(status(code), "", body));
  }

  private static Optional<String> shown(Judgement judgement) {
    return switch (judgement) {
      case States states -> Optional.of(states.statePath());
      case Operation _ -> Optional.of("done");
      case Gone gone -> gone.statePath();
      case Elements elements -> Optional.of(elements.itemsPath());
    };
  }

  /** The status under which the platform usually answers with a code. */
  static int status(String code) {
    return switch (code) {
      case "UNAUTHENTICATED" -> 401;
      case "PERMISSION_DENIED" -> 403;
      case "INTERNAL_ERROR", "UNKNOWN", "DATA_LOSS" -> 500;
      case "TEMPORARILY_UNAVAILABLE" -> 503;
      case "DEADLINE_EXCEEDED" -> 504;
      default -> 400;
    };
  }
}
