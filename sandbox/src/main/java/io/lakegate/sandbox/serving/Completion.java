package io.lakegate.sandbox.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A chat model's answer, the same for the same question: it repeats what the user said last. */
final class Completion {
  private final String id;
  private final String model;
  private final Instant created;
  private final int promptTokens;
  private final List<String> tokens;
  private final boolean cutShort;

  private Completion(
      String model, Instant created, int promptTokens, List<String> all, long maxTokens) {
    this.id = "chatcmpl-" + Integer.toHexString(all.hashCode());
    this.model = model;
    this.created = created;
    this.promptTokens = promptTokens;
    this.cutShort = all.size() > maxTokens;
    this.tokens = List.copyOf(cutShort ? all.subList(0, (int) maxTokens) : all);
  }

  /**
   * Answers a chat request.
   *
   * @throws ApiProblem 400 when it has no messages
   */
  static Completion of(String model, ObjectNode request, Instant now) {
    JsonNode messages = request.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw ApiProblem.of(400, "BAD_REQUEST", "messages must be a non-empty array");
    }
    long maxTokens = Numbers.int64(request, "max_tokens").orElse(Long.MAX_VALUE);
    if (maxTokens < 1) {
      throw ApiProblem.of(400, "BAD_REQUEST", "max_tokens must be at least 1");
    }
    String said = text(messages.get(messages.size() - 1).path("content"));
    List<String> reply = words("You said: " + said);
    return new Completion(model, now, words(said).size(), reply, maxTokens);
  }

  /** Returns the whole answer. */
  ObjectNode json() {
    ObjectNode json = envelope("chat.completion");
    ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", String.join("", tokens));
    choice.put("finish_reason", finishReason());
    json.set("usage", usage());
    return json;
  }

  /** Returns the answer in chunks: one a token, and a last one that says why it ends. */
  List<ObjectNode> chunks() {
    List<ObjectNode> chunks = new ArrayList<>();
    for (String token : tokens) {
      ObjectNode chunk = envelope("chat.completion.chunk");
      ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
      choice.putObject("delta").put("role", "assistant").put("content", token);
      choice.putNull("finish_reason");
      chunks.add(chunk);
    }
    ObjectNode last = envelope("chat.completion.chunk");
    ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", finishReason());
    last.set("usage", usage());
    chunks.add(last);
    return chunks;
  }

  private ObjectNode envelope(String object) {
    return Json.object()
        .put("id", id)
        .put("object", object)
        .put("created", created.getEpochSecond())
        .put("model", model);
  }

  private ObjectNode usage() {
    return Json.object()
        .put("prompt_tokens", promptTokens)
        .put("completion_tokens", tokens.size())
        .put("total_tokens", promptTokens + tokens.size());
  }

  private String finishReason() {
    return cutShort ? "length" : "stop";
  }

  /** Content is a text, or parts of which some are texts. */
  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.textValue();
    }
    List<String> parts = new ArrayList<>();
    content.forEach(part -> parts.add(part.path("text").asText("")));
    return String.join(" ", parts);
  }

  /** Splits before each word, so that the pieces joined are the text again. */
  private static List<String> words(String text) {
    return List.of(text.split("(?<=\\s)(?=\\S)"));
  }
}
