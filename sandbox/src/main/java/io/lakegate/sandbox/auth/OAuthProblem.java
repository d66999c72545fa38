package io.lakegate.sandbox.auth;

import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.util.Map;

/** The errors of a token endpoint (RFC 6749 5.2). */
final class OAuthProblem {
  static final Map<String, String> NO_STORE =
      Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

  private OAuthProblem() {}

  static ApiProblem invalidRequest(String description) {
    return badRequest("invalid_request", description);
  }

  static ApiProblem badRequest(String error, String description) {
    return new ApiProblem(
        400, Json.object().put("error", error).put("error_description", description), NO_STORE);
  }

  static ApiProblem invalidClient() {
    return new ApiProblem(
        401,
        Json.object()
            .put("error", "invalid_client")
            .put("error_description", "Client authentication failed"),
        Map.of(
            "WWW-Authenticate", "Basic realm=\"sandbox\"",
            "Cache-Control", "no-store",
            "Pragma", "no-cache"));
  }
}
