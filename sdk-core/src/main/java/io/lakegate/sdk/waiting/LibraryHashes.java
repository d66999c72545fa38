package io.lakegate.sdk.waiting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Libraries of a cluster as short texts: the first 32 bits of the SHA-256 of the object that
 * describes one, with its members in alphabetical order and without nulls.
 */
final class LibraryHashes {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .disable(JsonNodeFeature.WRITE_NULL_PROPERTIES)
          .build();

  private static final HexFormat HEX = HexFormat.of();
  private static final int BYTES = 4;

  /** Where a call names libraries. */
  private static final String NAMED = "libraries";

  /** What an element of a cluster's list is about. */
  private static final String ABOUT = "library";

  private LibraryHashes() {}

  /** The libraries that a call names, each once. */
  static List<String> ofRequest(byte[] body) {
    List<String> hashes = new ArrayList<>();
    read(body).ifPresent(call -> call.path(NAMED).forEach(named -> hashes.add(hash(named))));
    return hashes.stream().distinct().toList();
  }

  /**
   * What each element of a cluster's list is about, in order.
   *
   * @param list where the list stands, dotted
   */
  static List<String> ofElements(byte[] body, String list) {
    List<String> hashes = new ArrayList<>();
    read(body)
        .map(cluster -> cluster.at("/" + list.replace('.', '/')))
        .filter(JsonNode::isArray)
        .ifPresent(elements -> elements.forEach(one -> hashes.add(hash(one.path(ABOUT)))));
    return hashes;
  }

  private static Optional<JsonNode> read(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String hash(JsonNode library) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(library));
      return HEX.formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException("every Java has SHA-256, and a tree is JSON", e);
    }
  }
}
