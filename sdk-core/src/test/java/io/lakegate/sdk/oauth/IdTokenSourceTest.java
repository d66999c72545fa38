package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.FakeTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdTokenSourceTest {

  private static final String SECRET = "canary-request-secret";

  private final IssuerFixture net = new IssuerFixture();
  private final Map<String, String> variables = new HashMap<>();

  @ParameterizedTest
  @CsvSource({
    "https://g/t?api-version=2.0, acc, https://g/t?api-version=2.0&audience=acc",
    "https://g/t?x=1, https://h/oidc/v1/token, https://g/t?x=1&audience=https://h/oidc/v1/token",
    "https://g/t?x=1, a&b=c #d, https://g/t?x=1&audience=a%26b%3Dc%20%23d",
    "http://127.0.0.1:9/t, acc, http://127.0.0.1:9/t?audience=acc"
  })
  void github_address_audienceAdded(String address, String audience, String asked) {
    net.transport.answer(200, "{\"count\":7,\"value\":\"jwt\"}");

    assertThat(new GithubIdTokens(net.issuer(), address, SECRET).fetch(() -> audience))
        .isEqualTo("jwt");

    ApiRequest request = net.sent(0);
    assertThat(IssuerFixture.line(request)).isEqualTo("GET " + asked);
    assertThat(request.headers())
        .containsExactly(
            new HeaderField("Authorization", "Bearer " + SECRET),
            new HeaderField("Accept", "application/json"),
            new HeaderField("User-Agent", "lakegate/test"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://g/t", "ftp://g/t", "https:// /t", "t", ""})
  void github_addressNotFit_secretIsNotSent(String address) {
    GithubIdTokens tokens = new GithubIdTokens(net.issuer(), address, SECRET);

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> tokens.fetch(() -> "a"))
        .withMessage("ACTIONS_ID_TOKEN_REQUEST_URL is neither https nor on this machine")
        .satisfies(e -> assertThat(e.permanent()).isTrue());
    assertThat(net.transport.requests()).isEmpty();
  }

  record Refused(int status, String body, boolean permanent, String words) {
    @Override
    public String toString() {
      return status + " " + words;
    }
  }

  static Stream<Refused> refusals() {
    return Stream.of(
        new Refused(401, "{\"message\":\"bad " + SECRET + "\"}", true, "answered 401: bad ***; a"),
        new Refused(404, "", false, "answered 404; a job "),
        new Refused(200, "{}", false, "answered 200 without an identity token; a job "),
        new Refused(200, "{\"value\":\"a b\",\"oidcToken\":\"a b\"}", false, "200 without an"),
        new Refused(203, "<html>", true, "answered 203; a job "),
        new Refused(302, "", true, "answered 302; a job "));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void github_refused_saysWhyAndWhatToDo(Refused row) {
    net.transport.answer(row.status(), row.body());

    assertRefused(row, new GithubIdTokens(net.issuer(), "https://g/t", SECRET), () -> "a")
        .withMessageStartingWith("GitHub's token service answered ")
        .withMessageEndingWith("with the permission id-token: write");
  }

  @Test
  void github_passingTrouble_triedAgain() {
    net.transport.answer(503, "").answer(200, "{\"value\":\"jwt\"}");

    assertThat(new GithubIdTokens(net.issuer(), "https://g/t", SECRET).fetch(() -> "a"))
        .isEqualTo("jwt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://dev.azure.com/o", "https://dev.azure.com/o/"})
  void azureDevops_variables_addressAndEmptyBody(String collection) {
    job(collection);
    net.transport.answer(200, "{\"oidcToken\":\"jwt\"}");

    assertThat(azureDevops().fetch(IdTokenSourceTest::never)).isEqualTo("jwt");

    ApiRequest request = net.sent(0);
    assertThat(IssuerFixture.line(request))
        .isEqualTo(
            "POST https://dev.azure.com/o/p%2F1/_apis/distributedtask/hubs/build/plans/l/jobs/j"
                + "/oidctoken?api-version=7.2-preview.1");
    assertThat(request.headers())
        .containsExactly(
            new HeaderField("Authorization", "Bearer " + SECRET),
            new HeaderField("Content-Type", "application/json"),
            new HeaderField("Content-Length", "0"),
            new HeaderField("Accept", "application/json"),
            new HeaderField("User-Agent", "lakegate/test"));
    assertThat(FakeTransport.body(request)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void azureDevops_refused_saysWhyAndWhatToDo(Refused row) {
    job("https://dev.azure.com/o");
    net.transport.answer(row.status(), row.body());

    assertRefused(row, azureDevops(), IdTokenSourceTest::never)
        .withMessageStartingWith("Azure DevOps answered ")
        .withMessageEndingWith("with SYSTEM_ACCESSTOKEN: $(System.AccessToken) in its env");
  }

  @Test
  void azureDevops_variableGone_namedAndNothingSent() {
    job("https://dev.azure.com/o");
    variables.remove("SYSTEM_PLANID");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> azureDevops().fetch(IdTokenSourceTest::never))
        .withMessageContaining("the variable SYSTEM_PLANID is not set");
    assertThat(net.transport.requests()).isEmpty();
  }

  @Test
  void azureDevops_plainAddress_secretIsNotSent() {
    job("http://dev.azure.com/o");

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> azureDevops().fetch(IdTokenSourceTest::never))
        .withMessageContaining("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI is neither https");
    assertThat(net.transport.requests()).isEmpty();
  }

  @Test
  void variable_changes_readEachTime() {
    IdTokenSource source = StoredIdToken.inVariable("X", this::variable);
    variables.put("X", "jwt1");
    assertThat(source.fetch(IdTokenSourceTest::never)).isEqualTo("jwt1");
    variables.put("X", " jwt2\n");
    assertThat(source.fetch(IdTokenSourceTest::never)).isEqualTo("jwt2");
  }

  @Test
  void variable_gone_permanentFailure() {
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            () -> StoredIdToken.inVariable("X", this::variable).fetch(IdTokenSourceTest::never))
        .withMessage(
            "the variable X holds no identity token; whatever writes it there has to renew it")
        .satisfies(e -> assertThat(e.permanent()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "a b", "a\nb", "ü"})
  void file_noTokenInIt_passingFailureWithoutItsText(String text) {
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            () ->
                StoredIdToken.inFile("/t", _ -> Optional.of(text)).fetch(IdTokenSourceTest::never))
        .withMessageStartingWith("the file /t holds ")
        .satisfies(e -> assertThat(e.permanent()).isFalse())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("a b", "ü"));
  }

  @Test
  void file_goneOrUnreadable_saysSo() {
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            () -> StoredIdToken.inFile("/t", _ -> Optional.empty()).fetch(IdTokenSourceTest::never))
        .withMessageStartingWith("the file /t holds no identity token");
    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(
            () ->
                StoredIdToken.inFile(
                        "/t",
                        _ -> {
                          throw new UncheckedIOException(new IOException("denied"));
                        })
                    .fetch(IdTokenSourceTest::never))
        .withMessageStartingWith("the file /t cannot be read; it has to be open");
  }

  @Test
  void toString_service_noSecret() {
    assertThat(new IdTokenAnswer.Service("S", SECRET, "x").toString()).doesNotContain(SECRET);
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<CredentialException> assertRefused(
      Refused row, IdTokenSource source, Supplier<String> audience) {
    return assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(() -> source.fetch(audience))
        .withMessageContaining(row.words())
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }

  private void job(String collection) {
    variables.put("SYSTEM_ACCESSTOKEN", SECRET);
    variables.put("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", collection);
    variables.put("SYSTEM_TEAMPROJECTID", "p/1");
    variables.put("SYSTEM_PLANID", "l");
    variables.put("SYSTEM_JOBID", "j");
    variables.put("SYSTEM_HOSTTYPE", "build");
  }

  private IdTokenSource azureDevops() {
    return new AzureDevopsIdTokens(net.issuer(), this::variable);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  private static String never() {
    throw new AssertionError("nobody needs an audience");
  }
}
