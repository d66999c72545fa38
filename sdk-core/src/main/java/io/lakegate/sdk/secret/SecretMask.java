package io.lakegate.sdk.secret;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text that others wrote, such as an issuer that repeats what it was sent: as
 * they are, form- or percent-encoded, escaped, broken by white space, and within Base64. Whatever
 * looks like a JWT goes too.
 *
 * <p>A secret of a few characters cannot be taken out without a trace: what is left tells where it
 * stood. Text that holds one is not told at all.
 */
public final class SecretMask {

  /** Short enough to be part of an ordinary word, and to be guessed from what is left. */
  private static final int SHORTEST = 8;

  /** As much as a line of a log bears. */
  private static final int LONGEST_TEXT = 500;

  /** So much is told at most, and so much more is looked at for a secret that is cut there. */
  private static final int LONGEST_TOLD = 10_000;

  private static final int LONGEST_SEEN = 20_000;
  private static final String MASK = "***";
  private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\p{Z}\\s]+");
  private static final Pattern JWT = Pattern.compile("eyJ[A-Za-z0-9_-]{5,}[A-Za-z0-9_.%-]*");

  private final List<byte[]> secrets;

  private SecretMask(List<byte[]> secrets) {
    this.secrets = secrets;
  }

  /** Creates the mask of these secrets; empty ones are none. */
  public static SecretMask of(Collection<String> secrets) {
    return new SecretMask(
        secrets.stream()
            .filter(secret -> !secret.isEmpty())
            .map(secret -> PlainView.of(secret).withoutFillers().bytes())
            .toList());
  }

  /**
   * Returns the text on one line of bounded length, without the secrets; empty where nothing of it
   * can be told.
   */
  public String apply(String text) {
    String seen = text.length() > LONGEST_SEEN ? text.substring(0, LONGEST_SEEN) : text;
    String line = BLANK.matcher(seen).replaceAll(" ").strip();
    BitSet hidden = new BitSet();
    PlainView view = PlainView.of(line);
    if (finds(view.withoutFillers(), line, hidden, false)) {
      return "";
    }
    for (PlainView decoded : Base64Runs.in(view)) {
      if (finds(decoded.withoutFillers(), line, hidden, true)) {
        return "";
      }
    }
    Matcher jwt = JWT.matcher(line);
    while (jwt.find()) {
      hidden.set(jwt.start(), jwt.end());
    }
    return cut(masked(line, hidden));
  }

  /**
   * Hides every secret that stands in a view.
   *
   * @param wholeWords whether the word around it goes too
   * @return whether one stands there that is too short to be hidden
   */
  private boolean finds(PlainView view, String line, BitSet hidden, boolean wholeWords) {
    for (byte[] secret : secrets) {
      int at = view.indexOf(secret, 0);
      if (at >= 0 && secret.length < SHORTEST) {
        return true;
      }
      while (at >= 0) {
        int from = view.from(at);
        int to = view.to(at + secret.length - 1);
        hidden.set(
            wholeWords ? line.lastIndexOf(' ', from) + 1 : from,
            wholeWords ? endOfWord(line, to) : to);
        at = view.indexOf(secret, at + 1);
      }
    }
    return false;
  }

  private static int endOfWord(String line, int from) {
    int end = line.indexOf(' ', from);
    return end < 0 ? line.length() : end;
  }

  private static String masked(String line, BitSet hidden) {
    StringBuilder told = new StringBuilder();
    int end = Math.min(line.length(), LONGEST_TOLD);
    for (int at = 0; at < end; ) {
      int next = hidden.get(at) ? hidden.nextClearBit(at) : hidden.nextSetBit(at);
      int stop = next < 0 ? end : Math.min(next, end);
      told.append(hidden.get(at) ? MASK : line.substring(at, stop));
      at = stop;
    }
    return told.toString();
  }

  private static String cut(String line) {
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
  }

  @Override
  public String toString() {
    return "SecretMask[" + secrets.size() + "]";
  }
}
