package io.lakegate.sdk.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.Optional;

/** Reads what the command line programs of Azure and Databricks print. */
final class CliAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_TEXT = 500;

  /** What is shorter may be part of an ordinary word, and guards nothing. */
  private static final int SHORTEST_SECRET = 4;

  private CliAnswer() {}

  /** Returns the JSON that a program printed; empty if it failed or printed something else. */
  static Optional<JsonNode> json(CommandResult.Ended ended) {
    try {
      JsonNode root = JSON.readTree(ended.out());
      return Optional.of(root == null ? MissingNode.getInstance() : root)
          .filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns why a program gave no token, in its own words and on one line, without the secrets of
   * the configuration.
   */
  static String complaint(CommandResult.Ended ended, ResolvedConfig config) {
    String words = ended.err().isBlank() ? ended.out() : ended.err();
    String line = words.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    for (Attribute attribute : Attribute.values()) {
      String value = config.value(attribute).orElse("");
      if (attribute.sensitive() && value.length() >= SHORTEST_SECRET) {
        line = line.replace(value, "***");
      }
    }
    String told = line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
    return told.isEmpty() ? "it ended with status " + ended.status() : told;
  }
}
