package io.lakegate.sdk.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.secret.SecretMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what other programs print when they are asked for a token. */
final class CliAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is shorter may be part of an ordinary word, and guards nothing. */
  private static final int SHORTEST_SECRET = 4;

  /** Tokens of every kind that a program may print: JWTs, Databricks' own, members of JSON. */
  private static final Pattern TOKENS =
      Pattern.compile(
          "eyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]*)?"
              + "|dapi[0-9a-f]{8,}[\\w-]*"
              + "|(?<=[tT]oken\"\\s?:\\s?\")[^\"]+"
              + "|(?<=[tT]oken\"?\\s?[:=]\\s?\"?)[^\\s\",}]{16,}");

  private CliAnswer() {}

  /** Returns the JSON that a program printed; empty if it printed something else. */
  static Optional<JsonNode> json(CommandResult.Ended ended) {
    try {
      JsonNode root = JSON.readTree(ended.out());
      return Optional.of(root == null ? MissingNode.getInstance() : root)
          .filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns the token in a member; empty if there is none, or one that could not be sent. */
  static Optional<String> token(JsonNode json, String member) {
    String text = json.path(member).asText("");
    boolean sendable = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127);
    return sendable ? Optional.of(text) : Optional.empty();
  }

  /**
   * Returns how a token is sent: any case of {@code bearer} becomes the one that every origin
   * takes, and so does anything that is no word.
   */
  static String tokenType(JsonNode json, String member) {
    String text = json.path(member).asText("");
    return text.equalsIgnoreCase("bearer") || !text.matches("[A-Za-z]+") ? "Bearer" : text;
  }

  /**
   * Returns why a program gave no token, in its own words and on one line, without tokens and
   * without the secrets of the configuration. What it printed as its answer is not told: a token
   * may be in it, in whatever form.
   */
  static String complaint(CommandResult.Ended ended, ResolvedConfig config) {
    String line = SecretMask.of(secrets(config)).apply(ended.err());
    for (String argument : arguments(config)) {
      line = line.replace(argument, "***");
    }
    String told = TOKENS.matcher(line).replaceAll("***");
    return told.isEmpty() ? "it ended with status " + ended.status() : told;
  }

  /** The longer ones first, which may hold shorter ones; those of a few characters are words. */
  private static List<String> arguments(ResolvedConfig config) {
    return config.command().stream()
        .skip(1)
        .filter(argument -> argument.length() >= SHORTEST_SECRET)
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private static List<String> secrets(ResolvedConfig config) {
    List<String> secrets = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      if (attribute.sensitive()) {
        config.value(attribute).ifPresent(secrets::add);
      }
    }
    secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
    return secrets;
  }
}
