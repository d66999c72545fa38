package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import io.lakegate.sdk.secret.SecretMask;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads what token endpoints answer: tokens, and errors in each of the shapes in use. */
final class TokenAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);

  /** The errors of RFC 6749, section 5.2, and its relatives that only a person can repair. */
  private static final Set<String> PERMANENT =
      Set.of(
          "access_denied",
          "invalid_client",
          "invalid_grant",
          "invalid_request",
          "invalid_scope",
          "invalid_target",
          "unauthorized_client",
          "unsupported_grant_type");

  private static final List<String> THROTTLING =
      List.of("throttled", "too many requests", "request limit exceeded", "rate limit");

  private TokenAnswer() {}

  /**
   * Reads a token.
   *
   * @param obtainedAt when it was asked for
   * @param secrets what was sent and must not come back in an error
   * @throws CredentialException if there is none in it, with the issuer's own words
   */
  static Token read(ApiResponse response, Instant obtainedAt, List<String> secrets) {
    JsonNode body = json(response);
    if (response.status() < 200 || response.status() > 299) {
      throw failure(response, SecretMask.of(secrets), obtainedAt);
    }
    String accessToken = text(body, "access_token");
    if (accessToken.isEmpty() || !accessToken.chars().allMatch(c -> c > ' ' && c < 127)) {
      boolean missing = accessToken.isEmpty();
      String what = missing ? "without an access_token" : "with an access_token that is no token";
      throw new CredentialException(
          "the token issuer answered " + response.status() + " " + what, false, Optional.empty());
    }
    return new Token(
        accessToken,
        tokenType(body),
        Optional.of(text(body, "refresh_token")).filter(text -> !text.isEmpty()),
        expiry(body.path("expires_in"), obtainedAt),
        obtainedAt);
  }

  static boolean speaksOfThrottling(JsonNode body) {
    String text = describe(body).toLowerCase(Locale.ROOT);
    return THROTTLING.stream().anyMatch(text::contains);
  }

  /** Returns the body as JSON, or a missing node if it is something else. */
  static JsonNode json(ApiResponse response) {
    try {
      JsonNode body = JSON.readTree(response.body());
      return body == null ? MissingNode.getInstance() : body;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private static CredentialException failure(ApiResponse response, SecretMask mask, Instant now) {
    JsonNode body = json(response);
    boolean permanent =
        !speaksOfThrottling(body)
            && (response.status() == 401
                || (response.status() < 500 && PERMANENT.contains(code(body))));
    String words = told(body, mask);
    String told = words.isEmpty() ? "" : ": " + words;
    return new CredentialException(
        "the token issuer answered " + response.status() + told,
        permanent,
        RetryAfterField.of(response, now));
  }

  /** The words that can be told, or at least what the standard calls it. */
  private static String told(JsonNode body, SecretMask mask) {
    String words = mask.apply(describe(body));
    return words.isEmpty() && PERMANENT.contains(code(body)) ? code(body) : words;
  }

  private static String describe(JsonNode body) {
    String code = code(body);
    String summary = first(body, "error_description", "errorSummary", "message", "error_message");
    return summary.isEmpty() ? code : code.isEmpty() ? summary : code + ": " + summary;
  }

  private static String code(JsonNode body) {
    return first(body, "error", "errorCode", "error_code");
  }

  private static String first(JsonNode body, String... names) {
    for (String name : names) {
      String text = text(body, name);
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String text(JsonNode body, String name) {
    JsonNode value = body.path(name);
    return value.isTextual() ? value.textValue() : "";
  }

  /** Any case of {@code bearer} becomes the one that every origin takes. */
  private static String tokenType(JsonNode body) {
    String type = text(body, "token_type");
    return type.isEmpty() || type.equalsIgnoreCase("bearer") ? "Bearer" : type;
  }

  private static Optional<Instant> expiry(JsonNode expiresIn, Instant obtainedAt) {
    long seconds;
    if (expiresIn.isNumber()) {
      seconds = expiresIn.longValue();
    } else if (expiresIn.isTextual() && expiresIn.textValue().matches("[0-9]{1,18}")) {
      seconds = Long.parseLong(expiresIn.textValue());
    } else {
      return Optional.empty();
    }
    long within = Math.clamp(seconds, 0, LONGEST_LIFE.toSeconds());
    return Optional.of(obtainedAt.plusSeconds(within));
  }
}
