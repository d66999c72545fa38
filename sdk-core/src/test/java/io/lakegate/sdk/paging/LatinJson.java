package io.lakegate.sdk.paging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Jackson's reading of bytes of which it is not checked that they are UTF-8: as Latin-1. */
final class LatinJson {

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(JsonScanner.MAX_DEPTH + 1)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private LatinJson() {}

  /** What the bytes hold; nothing if they are no JSON. */
  static Optional<JsonNode> read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    try {
      JsonNode read = JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(3) : text);
      return Optional.of(read).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
