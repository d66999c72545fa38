package io.lakegate.sdk.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A query, parted into what is the origin's and what is ours: parameters whose names begin with an
 * underscore are for the gateway and are not forwarded. What is forwarded keeps its bytes.
 *
 * @param forwarded the query without our parameters, as sent, without question mark
 * @param own our parameters in their order, decoded
 */
public record RawQuery(String forwarded, List<Parameter> own) {

  /** Copies the list. */
  public RawQuery {
    own = List.copyOf(own);
  }

  /**
   * One of our parameters.
   *
   * @param name its name, with the underscore
   * @param value its value, empty if there is none
   */
  public record Parameter(String name, String value) {}

  /**
   * Parts a query.
   *
   * @param query the query as sent, without question mark; empty if there is none
   */
  public static RawQuery of(String query) {
    List<String> forwarded = new ArrayList<>();
    List<Parameter> own = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decode(equals < 0 ? part : part.substring(0, equals));
      if (name.startsWith("_")) {
        own.add(new Parameter(name, equals < 0 ? "" : decode(part.substring(equals + 1))));
      } else {
        forwarded.add(part);
      }
    }
    return new RawQuery(String.join("&", forwarded), own);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
