package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.error.CredentialException;
import java.net.URI;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Says what to do about a refusal of Entra, which tells by numbers what it minds.
 *
 * <p>Source: Microsoft's list of the AADSTS codes of the identity platform.
 */
final class EntraRefusal {

  private EntraRefusal() {}

  /**
   * Adds to a refusal where it came from and what to do.
   *
   * @param claims what is to be told of the identity token that was shown, or empty
   */
  static CredentialException explained(
      CredentialException refusal, JsonNode answer, URI endpoint, String claims) {
    String advice = codes(answer).mapToObj(EntraRefusal::advice).reduce("", EntraRefusal::first);
    boolean passing = codes(answer).anyMatch(EntraRefusal::passing);
    String text = refusal.getMessage() + " (" + endpoint + ")" + advice + claims;
    return new CredentialException(
        text, refusal.permanent() && !passing, refusal.retryAfter(), refusal);
  }

  private static IntStream codes(JsonNode answer) {
    return StreamSupport.stream(answer.path("error_codes").spliterator(), false)
        .mapToInt(JsonNode::asInt);
  }

  private static String first(String a, String b) {
    return a.isEmpty() ? b : a;
  }

  private static String advice(int code) {
    return switch (code) {
      case 7000215 -> "; azure_client_secret is not a secret's value, which is shown once";
      case 7000222 -> "; the secret has ended: make another one for azure_client_secret";
      case 700016 -> "; the tenant has no application azure_client_id: is it the right tenant?";
      case 90002, 900023 -> "; there is no tenant azure_tenant_id in this Azure cloud";
      case 500011, 650057 -> "; the tenant does not know Databricks: is it the workspace's own?";
      case 70021, 700211, 700212, 700213 ->
          "; the application needs a federated credential with the token's issuer, subject and"
              + " audience";
      case 700024 -> "; the identity token has ended or is not valid yet: is the clock right?";
      default -> "";
    };
  }

  /** Loops that were seen, and parts of the service that were away. */
  private static boolean passing(int code) {
    return switch (code) {
      case 50196, 90006, 90024, 90033 -> true;
      default -> false;
    };
  }
}
