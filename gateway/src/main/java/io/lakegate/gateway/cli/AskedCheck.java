package io.lakegate.gateway.cli;

import io.lakegate.gateway.check.CheckRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** Reads the flags of {@code check}. */
final class AskedCheck {

  private AskedCheck() {}

  /** What is wrong with the arguments given; their values, which may be secret, are not told. */
  static List<String> problems(ParseResult result) {
    List<String> problems = new ArrayList<>();
    set(result).stream()
        .filter(text -> text.indexOf('=') < 1)
        .map(_ -> Commands.SET_FLAG + " expects NAME=VALUE, such as host=https://…")
        .forEach(problems::add);
    if (profile(result).filter(name -> name.isBlank() || name.contains(",")).isPresent()) {
      problems.add(
          Commands.PROFILE_FLAG + " expects the name of one profile; run check once for each");
    }
    return problems;
  }

  static CheckRequest request(ParseResult result) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (var text : set(result)) {
      var equals = text.indexOf('=');
      arguments.put(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
    return new CheckRequest(
        profile(result), arguments, result.hasMatchedOption(Commands.ONLINE_FLAG));
  }

  private static Optional<String> profile(ParseResult result) {
    return isCheck(result) && result.hasMatchedOption(Commands.PROFILE_FLAG)
        ? Optional.of(result.matchedOptionValue(Commands.PROFILE_FLAG, ""))
        : Optional.empty();
  }

  private static boolean isCheck(ParseResult result) {
    return result.commandSpec().name().equals(Commands.CHECK);
  }

  private static List<String> set(ParseResult result) {
    return result.hasMatchedOption(Commands.SET_FLAG)
        ? result.matchedOption(Commands.SET_FLAG).originalStringValues()
        : List.of();
  }
}
