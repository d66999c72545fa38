package io.lakegate.sdk.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
   * A parameter.
   *
   * @param name its name; of ours with the underscore
   * @param value its value, empty if there is none
   */
  public record Parameter(String name, String value) {}

  /** What comes before the query of a request target; all of it if there is none. */
  public static String pathOf(String target) {
    int mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /**
   * Parts a query.
   *
   * @param query the query as sent, without question mark; empty if there is none
   */
  public static RawQuery of(String query) {
    List<String> forwarded = new ArrayList<>();
    List<Parameter> own = new ArrayList<>();
    for (String part : query.split("&", -1)) {
      if (isOwn(part)) {
        own.add(parameter(part));
      } else {
        forwarded.add(part);
      }
    }
    return new RawQuery(String.join("&", forwarded), own);
  }

  /**
   * All parameters of a query in their order, ours and the origin's, decoded.
   *
   * @param query the query as sent, without question mark; empty if there is none
   */
  public static List<Parameter> decoded(String query) {
    return Arrays.stream(query.split("&", -1)).map(RawQuery::parameter).toList();
  }

  /** By its first character alone, whatever stands behind it. */
  private static boolean isOwn(String part) {
    return part.startsWith("_") || part.startsWith("%5F") || part.startsWith("%5f");
  }

  private static Parameter parameter(String part) {
    int equals = part.indexOf('=');
    return equals < 0
        ? new Parameter(decode(part), "")
        : new Parameter(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
