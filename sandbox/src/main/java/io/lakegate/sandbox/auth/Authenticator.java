package io.lakegate.sandbox.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/**
 * Tells who calls from the {@code Authorization} header: the demo user by a personal access token,
 * the OAuth client by a token that was issued to it.
 */
public final class Authenticator {
  /** The name behind every personal access token. */
  public static final String USER = "sandbox.user@example.com";

  private static final String SCHEME = "Bearer ";

  private final List<String> personalTokens;
  private final Tokens tokens;

  /** Creates an authenticator that knows these personal access tokens and the issued ones. */
  public Authenticator(List<String> personalTokens, Tokens tokens) {
    this.personalTokens = List.copyOf(personalTokens);
    this.tokens = tokens;
  }

  /**
   * Returns the name of the caller.
   *
   * @param authorization the header's value, empty where there is none
   * @throws ApiProblem 401 when there is no credential or an unknown one, 403 with the text of an
   *     invalid token when it has expired, as the platform answers
   */
  public String principal(String authorization) {
    String credential =
        authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
            ? authorization.substring(SCHEME.length()).strip()
            : "";
    if (credential.isEmpty()) {
      throw ApiProblem.of(
          401,
          "UNAUTHENTICATED",
          "Credential was not sent or was of an unsupported type for this API.");
    }
    if (personalTokens.stream().anyMatch(known -> same(known, credential))) {
      return USER;
    }
    Tokens.Holder holder =
        tokens
            .holder(credential)
            .orElseThrow(() -> ApiProblem.of(401, "UNAUTHENTICATED", "Invalid access token."));
    if (holder.expired()) {
      throw expired();
    }
    return holder.principal();
  }

  /** The platform gives this one's error code as a number. */
  private static ApiProblem expired() {
    ObjectNode body =
        Json.object()
            .put("error_code", 403)
            .put("message", "Invalid access token. Token is expired.");
    return new ApiProblem(403, body, Map.of());
  }

  static boolean same(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
