package io.lakegate.sdk.retry;

import io.lakegate.sdk.error.TransientTexts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Tells an answer by which the origin refuses the token, so that another token may help, from one
 * by which it refuses the request.
 *
 * <p>Source: what Databricks has answered to expired tokens over the years. 401; 403 with {@code
 * Invalid access token}, {@code JWT has expired} or {@code Token is expiring within 30 seconds};
 * 400 with the name of the exception {@code ExpiredJwtException}; a redirect to the login page. An
 * error code {@code PERMISSION_DENIED} speaks of the principal, never of the token.
 */
public final class TokenRefusal {

  private static final String DENIED = "permission_denied";
  private static final String LOGIN = "/login";

  /** A token that is past its end is not named alike everywhere: expired, expiring, expiration. */
  private static final List<String> FORBIDDEN =
      List.of("invalid access token", "invalid token", "expir");

  /** Much else may have expired that a bad request speaks of. */
  private static final List<String> BAD_REQUEST =
      List.of("expiredjwt", "jwt has expired", "jwt expired", "invalid access token");

  private TokenRefusal() {}

  /** Whether the text of an answer with this status can tell. */
  public static boolean isTextOfUse(int status) {
    return status == 400 || status == 401 || status == 403;
  }

  /**
   * Whether the text of an error answer refuses the token.
   *
   * @param status the HTTP status
   * @param beginning the beginning of the body, or nothing where it cannot be read
   */
  public static boolean isInText(int status, byte[] beginning) {
    int length = Math.min(beginning.length, TransientTexts.PREFIX_BYTES);
    String text =
        new String(beginning, 0, length, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    if (text.contains(DENIED)) {
      return false;
    }
    return switch (status) {
      case 401 -> true;
      case 403 -> FORBIDDEN.stream().anyMatch(text::contains);
      case 400 -> BAD_REQUEST.stream().anyMatch(text::contains);
      default -> false;
    };
  }

  /**
   * Whether a redirect leads to the login page, where the origin sends whoever it does not know.
   * The page that tells of a missing private link is no such one, although it has the same path.
   *
   * @param status the HTTP status
   * @param location the value of {@code Location}, empty without one
   */
  public static boolean isLoginRedirect(int status, String location) {
    if (status != 302 && status != 303) {
      return false;
    }
    int scheme = location.indexOf("://");
    int path = scheme < 0 ? 0 : location.indexOf('/', scheme + "://".length());
    return path >= 0
        && location.startsWith(LOGIN, path)
        && !location.contains("private-link-validation-error");
  }
}
