package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.time.Instant;
import java.util.List;

/** Reads what the services of builds answer that hand out identity tokens. */
final class IdTokenAnswer {

  private static final int OK = 200;

  private IdTokenAnswer() {}

  /**
   * Reads a token.
   *
   * @param member the member that holds it
   * @param now the time, for what the answer says of later
   * @throws CredentialException if there is none in it
   */
  static String read(ApiResponse response, String member, Service service, Instant now) {
    String token = TokenAnswer.text(TokenAnswer.json(response), member);
    boolean usable = !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
    if (response.status() != OK || !usable) {
      throw refused(response, service, now);
    }
    return token;
  }

  /** A secret that it does not know makes Azure DevOps show the page on which people log in. */
  private static CredentialException refused(ApiResponse response, Service service, Instant now) {
    CredentialException e =
        TokenAnswer.refusal(service.name(), response, List.of(service.secret()), now);
    boolean login = response.status() == 203 || response.status() == 302;
    String without = response.status() == OK ? " without an identity token" : "";
    return new CredentialException(
        e.getMessage() + without + "; " + service.advice(), e.permanent() || login, e.retryAfter());
  }

  /**
   * Who is asked. Its text form shows no secret.
   *
   * @param name what it is called in messages
   * @param secret what it was shown
   * @param advice when it gives tokens
   */
  record Service(String name, String secret, String advice) {
    @Override
    public String toString() {
      return "Service[" + name + ", ***]";
    }
  }
}
