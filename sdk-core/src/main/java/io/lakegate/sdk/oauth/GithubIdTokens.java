package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The identity tokens of a job of GitHub Actions: each is asked of the address that the runner
 * gives to the job, with the secret that it gives along.
 */
public final class GithubIdTokens implements IdTokenSource {

  private final IssuerClient issuer;
  private final String address;
  private final String secret;
  private final IdTokenAnswer.Service service;

  /**
   * Creates the source.
   *
   * @param issuer how GitHub is asked
   * @param address the value of {@code ACTIONS_ID_TOKEN_REQUEST_URL}
   * @param secret the value of {@code ACTIONS_ID_TOKEN_REQUEST_TOKEN}
   */
  public GithubIdTokens(IssuerClient issuer, String address, String secret) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.address = Objects.requireNonNull(address, "address");
    this.secret = Objects.requireNonNull(secret, "secret");
    this.service =
        new IdTokenAnswer.Service(
            "GitHub's token service",
            secret,
            "a job gets identity tokens while it runs, and with the permission id-token: write");
  }

  @Override
  public String fetch(Supplier<String> audience) {
    String parameter = "audience=" + QueryText.encoded(audience.get());
    URI uri =
        IssuerAddress.of(address + (address.contains("?") ? "&" : "?") + parameter)
            .orElseThrow(
                () -> failure("ACTIONS_ID_TOKEN_REQUEST_URL is neither https nor on this machine"));
    ApiRequest request =
        ApiRequest.get(uri, IssuerClient.ONE_ATTEMPT)
            .withHeader("Authorization", "Bearer " + secret);
    return IdTokenAnswer.read(issuer.send(request), "value", service, issuer.now());
  }

  private static CredentialException failure(String text) {
    return new CredentialException(text, true, Optional.empty());
  }
}
