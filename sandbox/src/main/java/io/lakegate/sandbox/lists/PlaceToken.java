package io.lakegate.sandbox.lists;

import io.lakegate.sandbox.http.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page begins, which opaque tokens tell.
 *
 * @param page the page's number, from 1
 * @param offset how many items stand before it
 */
record PlaceToken(int page, int offset) {
  static final PlaceToken FIRST = new PlaceToken(1, 0);

  private static final Pattern FORM = Pattern.compile("([0-9a-f]{1,8})\\|(\\d{1,9})\\|(\\d{1,9})");

  /**
   * Reads a token.
   *
   * @throws ApiProblem 400 when it was given for another scope, or never
   */
  static PlaceToken read(String token, String scope) {
    Matcher matcher = FORM.matcher(decoded(token));
    if (!matcher.matches() || !matcher.group(1).equals(mark(scope))) {
      throw unknown();
    }
    return new PlaceToken(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  String token(String scope) {
    String text = mark(scope) + "|" + page + "|" + offset;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static ApiProblem unknown() {
    return ApiProblem.invalidParameter(
        "The page token is invalid: it must come from a page of the same list with the same"
            + " parameters");
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static String mark(String scope) {
    return Integer.toHexString(scope.hashCode());
  }
}
