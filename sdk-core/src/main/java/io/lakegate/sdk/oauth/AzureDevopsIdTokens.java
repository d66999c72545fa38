package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The identity tokens of a job of Azure DevOps, asked of the service by the variables that a build
 * has. Whom they are for cannot be chosen.
 *
 * <p>Source: the REST API of Azure DevOps, Distributed Task, Oidctoken: Create.
 */
public final class AzureDevopsIdTokens implements IdTokenSource {

  private static final String SECRET = "SYSTEM_ACCESSTOKEN";
  private static final String ADVICE =
      "a job is let in while it runs, with SYSTEM_ACCESSTOKEN: $(System.AccessToken) in its env";

  private final IssuerClient issuer;
  private final Function<String, Optional<String>> variables;

  /**
   * Creates the source.
   *
   * @param issuer how Azure DevOps is asked
   * @param variables reads variables; empty where one is not set
   */
  public AzureDevopsIdTokens(IssuerClient issuer, Function<String, Optional<String>> variables) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.variables = Objects.requireNonNull(variables, "variables");
  }

  @Override
  public String fetch(Supplier<String> audience) {
    String secret = variable(SECRET);
    List<HeaderField> fields =
        List.of(
            new HeaderField("Authorization", "Bearer " + secret),
            new HeaderField("Content-Type", "application/json"),
            new HeaderField("Content-Length", "0"));
    ApiRequest request =
        new ApiRequest("POST", address(), fields, new byte[0], IssuerClient.ONE_ATTEMPT);
    IdTokenAnswer.Service service = new IdTokenAnswer.Service("Azure DevOps", secret, ADVICE);
    return IdTokenAnswer.read(issuer.send(request), "oidcToken", service, issuer.now());
  }

  private URI address() {
    String collection = variable("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI").replaceFirst("/+$", "");
    String text =
        "%s/%s/_apis/distributedtask/hubs/%s/plans/%s/jobs/%s/oidctoken?api-version=7.2-preview.1"
            .formatted(
                collection,
                segment("SYSTEM_TEAMPROJECTID"),
                segment("SYSTEM_HOSTTYPE"),
                segment("SYSTEM_PLANID"),
                segment("SYSTEM_JOBID"));
    return IssuerAddress.of(text)
        .orElseThrow(
            () ->
                new CredentialException(
                    "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI is neither https nor on this machine",
                    true,
                    Optional.empty()));
  }

  private String segment(String name) {
    return QueryText.encoded(variable(name)).replace("/", "%2F");
  }

  private String variable(String name) {
    return variables
        .apply(name)
        .orElseThrow(
            () ->
                new CredentialException(
                    "the variable " + name + " is not set, which every job of a build has",
                    true,
                    Optional.empty()));
  }
}
