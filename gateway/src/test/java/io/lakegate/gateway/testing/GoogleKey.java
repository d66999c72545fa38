package io.lakegate.gateway.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** The key of a Google service account that nobody has, and what is signed with it. */
public final class GoogleKey {

  /** The account's name. */
  public static final String EMAIL = "robot@project.iam.gserviceaccount.com";

  /** The key's id. */
  public static final String ID = "key-7";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KeyPair pair;

  private GoogleKey(KeyPair pair) {
    this.pair = pair;
  }

  /** Makes a key. */
  public static GoogleKey create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new GoogleKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has RSA", e);
    }
  }

  /** The key as Google's console hands it out, for this token endpoint. */
  public String json(URI tokenEndpoint) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    ObjectNode key = JSON.createObjectNode();
    key.put("type", "service_account");
    key.put("client_email", EMAIL);
    key.put("client_id", "1234");
    key.put("private_key_id", ID);
    key.put(
        "private_key", "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
    key.put("token_uri", tokenEndpoint.toString());
    return key.toString();
  }

  /** The claims of an assertion, after its head and its signature were checked. */
  public JsonNode claims(String assertion) {
    String[] parts = assertion.split("\\.", -1);
    try {
      JsonNode head = JSON.readTree(Base64.getUrlDecoder().decode(parts[0]));
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(pair.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      boolean sound =
          head.path("alg").asText("").equals("RS256")
              && head.path("kid").asText("").equals(ID)
              && signature.verify(Base64.getUrlDecoder().decode(parts[2]));
      if (!sound) {
        throw new AssertionError("not signed with this key: " + head);
      }
      return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** An identity token such as Google gives; its signature is none. */
  public static String idToken(String audience, String name, Instant end) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String claims =
        "{\"aud\":\"%s\",\"sub\":\"%s\",\"iat\":%d,\"exp\":%d}"
            .formatted(
                audience, name, end.minusSeconds(3600).getEpochSecond(), end.getEpochSecond());
    return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII))
        + "."
        + encoder.encodeToString(claims.getBytes(StandardCharsets.US_ASCII))
        + "."
        + encoder.encodeToString(name.getBytes(StandardCharsets.US_ASCII));
  }
}
