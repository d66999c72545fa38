package io.lakegate.gateway.cli;

import io.lakegate.gateway.check.CheckRequest;
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
    return set(result).stream()
        .filter(text -> text.indexOf('=') < 1)
        .map(_ -> Commands.SET_FLAG + " expects NAME=VALUE, such as host=https://…")
        .toList();
  }

  static CheckRequest request(ParseResult result) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (var text : set(result)) {
      var equals = text.indexOf('=');
      arguments.put(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
    Optional<String> profile =
        result.hasMatchedOption(Commands.PROFILE_FLAG)
            ? Optional.of(result.matchedOptionValue(Commands.PROFILE_FLAG, ""))
            : Optional.empty();
    return new CheckRequest(profile, arguments, result.hasMatchedOption(Commands.ONLINE_FLAG));
  }

  private static List<String> set(ParseResult result) {
    return result.hasMatchedOption(Commands.SET_FLAG)
        ? result.matchedOption(Commands.SET_FLAG).originalStringValues()
        : List.of();
  }
}
