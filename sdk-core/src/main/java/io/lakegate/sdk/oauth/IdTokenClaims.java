package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.StringJoiner;

/** Tells of an identity token what a federation policy compares: issuer, subject, audience. */
final class IdTokenClaims {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTS = 3;
  private static final int LONGEST = 200;

  private IdTokenClaims() {}

  /** Returns them in one line, without anything by which the token could be used. */
  static String of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return "is no JWT";
    }
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      StringJoiner text = new StringJoiner(", ", "has ", "");
      for (String name : new String[] {"iss", "sub", "aud"}) {
        text.add(name + "=" + value(claims.path(name)));
      }
      return text.toString();
    } catch (IllegalArgumentException | IOException e) {
      return "is no JWT";
    }
  }

  private static String value(JsonNode claim) {
    String text =
        claim.isTextual() ? claim.textValue() : claim.isMissingNode() ? "" : claim.toString();
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
