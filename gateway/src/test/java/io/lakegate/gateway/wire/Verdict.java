package io.lakegate.gateway.wire;

import java.util.Arrays;
import java.util.List;

/** What becomes of what a client wrote. */
sealed interface Verdict {

  /**
   * It is forwarded and answered.
   *
   * @param requests how many requests it is
   * @param asked whether the body is asked for first, by 100 (Continue)
   * @param closes whether the connection ends behind the last answer
   * @param then the status with which the rest is refused, 0 where there is no rest
   */
  record Passed(int requests, boolean asked, boolean closes, int then) implements Verdict {}

  /**
   * The gateway refuses it, and the origin sees nothing of it.
   *
   * @param status the status
   * @param code the error code; empty where the status is enough
   * @param closes whether the connection ends behind the answer
   */
  record Refused(int status, String code, boolean closes) implements Verdict {}

  /** Its body is broken, which shows when it has been begun: the origin never gets a whole one. */
  record Broken() implements Verdict {}

  /** Reads a verdict as it stands in the file. */
  static Verdict parse(String text) {
    List<String> words = Arrays.asList(text.split(" "));
    if (text.equals("broken")) {
      return new Broken();
    }
    int pass = words.indexOf("pass");
    if (pass >= 0) {
      return new Passed(
          Integer.parseInt(words.get(pass + 1)),
          words.contains("continue"),
          words.contains("close"),
          then(words));
    }
    String code = words.size() > 1 && !words.get(1).equals("?") ? words.get(1) : "";
    return new Refused(Integer.parseInt(words.getFirst()), code, !words.contains("open"));
  }

  private static int then(List<String> words) {
    int at = words.indexOf("then");
    return at < 0 ? 0 : Integer.parseInt(words.get(at + 1));
  }
}
