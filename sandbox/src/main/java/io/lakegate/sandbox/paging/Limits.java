package io.lakegate.sandbox.paging;

import io.lakegate.sandbox.http.ApiProblem;

/**
 * The page sizes that a list takes.
 *
 * @param parameter the name of the parameter
 * @param standard the size when none is asked for
 * @param most the largest size
 */
public record Limits(String parameter, int standard, int most) {

  /**
   * Returns the size asked for.
   *
   * @throws ApiProblem 400 when it is negative or larger than the largest
   */
  public int check(long asked) {
    if (asked < 0 || asked > most) {
      throw ApiProblem.invalidParameter(
          "%s must be between 0 and %d, was %d".formatted(parameter, most, asked));
    }
    return asked == 0 ? standard : (int) asked;
  }
}
