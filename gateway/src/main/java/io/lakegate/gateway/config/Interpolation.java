package io.lakegate.gateway.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in <code>${env:NAME}</code> and <code>${file:/path}</code>; <code>$${</code> stands for a
 * plain <code>${</code>. What is filled in is not looked at again.
 */
final class Interpolation {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$(?<escaped>\\$\\{)|\\$\\{(?<body>[^}]*)(?<end>}?)");
  private static final Pattern LINE_END = Pattern.compile("\\r?\\n\\z");

  private final Environment environment;
  private final FileReader files;

  Interpolation(Environment environment, FileReader files) {
    this.environment = environment;
    this.files = files;
  }

  /**
   * The text with its references filled in.
   *
   * @param text the text
   * @param faults takes one message for each reference that could not be filled in; a message names
   *     the reference and repeats nothing else of the text
   */
  String fill(String text, List<String> faults) {
    if (!text.contains("${")) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacement(match, faults)));
  }

  /** Whether the text draws on something outside itself. */
  static boolean isReference(String text) {
    return REFERENCE.matcher(text).results().anyMatch(match -> match.group("escaped") == null);
  }

  private String replacement(MatchResult match, List<String> faults) {
    var escaped = match.group("escaped");
    if (escaped != null) {
      return escaped;
    }
    var body = String.valueOf(match.group("body"));
    var closed = "}".equals(match.group("end"));
    if (closed && body.startsWith("env:")) {
      return variable(body.substring("env:".length()).strip(), faults);
    }
    if (closed && body.startsWith("file:")) {
      return file(body.substring("file:".length()).strip(), faults);
    }
    faults.add(
        "holds a ${ that begins neither ${env:NAME} nor ${file:/path}; write $${ for a plain ${");
    return "";
  }

  private String variable(String name, List<String> faults) {
    var value = environment.value(name);
    if (value.isEmpty()) {
      faults.add("${env:" + name + "} refers to a variable that is not set");
    }
    return value.orElse("");
  }

  private String file(String name, List<String> faults) {
    try {
      var path = Path.of(name);
      if (path.isAbsolute()) {
        return LINE_END.matcher(files.read(path)).replaceFirst("");
      }
      faults.add("${file:" + name + "} needs an absolute path");
    } catch (InvalidPathException e) {
      faults.add("${file:…} holds no valid path");
    } catch (IOException e) {
      faults.add("${file:" + name + "} cannot be read: " + Problems.reason(e));
    }
    return "";
  }
}
