package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.spelling.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says which ends of a wait can be named by {@code _until}, and how. */
final class Choices {

  private static final String COMMA =
      " A comma joins the states of one end, any of which will do; capital and small letters are not"
          + " the same.";

  private Choices() {}

  /** Several waits are there, and nothing said which. */
  static GatewayException ambiguous(List<String> choices) {
    return new GatewayException(
        ProblemCode.WAIT_AMBIGUOUS,
        "Several things can be waited for at this path. Choose one of "
            + untils(choices)
            + "."
            + (choices.stream().anyMatch(choice -> choice.contains(",")) ? COMMA : ""));
  }

  /** No wait ends in these states. */
  static GatewayException noSuchState(List<String> choices, Set<String> until) {
    String wanted = String.join(",", new TreeSet<>(until));
    return new GatewayException(
        ProblemCode.BAD_PARAMETER,
        "_until: nothing that is known of this path ends in '"
            + wanted
            + "'; there is "
            + untils(choices)
            + "."
            + COMMA
            + nearest(wanted, choices));
  }

  private static String nearest(String wanted, List<String> choices) {
    List<String> known = new ArrayList<>(choices);
    choices.forEach(choice -> known.addAll(Arrays.asList(choice.split(","))));
    return Nearest.to(wanted, known).map(near -> " The nearest is _until=" + near + ".").orElse("");
  }

  private static String untils(List<String> choices) {
    return choices.stream().map(choice -> "_until=" + choice).collect(Collectors.joining(", "));
  }
}
