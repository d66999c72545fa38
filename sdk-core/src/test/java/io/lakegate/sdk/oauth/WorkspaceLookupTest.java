package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.sdk.config.AzureEnvironment;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.MutableClock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class WorkspaceLookupTest {

  private static final String ID = "/subscriptions/s/resourceGroups/g/providers/x/workspaces/w";
  private static final String VERSION = "?api-version=2018-04-01";

  private final IssuerFixture net = new IssuerFixture();

  @ParameterizedTest
  @CsvSource({
    "PUBLIC, /subscriptions/s, https://management.azure.com/subscriptions/s",
    "USGOVERNMENT, subscriptions/s, https://management.usgovcloudapi.net/subscriptions/s",
    "CHINA, /a b/?#%, https://management.chinacloudapi.cn/a%20b/%3F%23%25"
  })
  void find_resourceId_askedWithAToken(AzureEnvironment cloud, String id, String asked) {
    net.transport.answer(
        200, "{\"properties\":{\"workspaceUrl\":\"adb-1.2.azuredatabricks.net\"}}");

    assertThat(lookup(cloud, id).find()).hasToString("https://adb-1.2.azuredatabricks.net");

    assertThat(IssuerFixture.line(net.sent(0))).isEqualTo("GET " + asked + VERSION);
    assertThat(net.sent(0).headers())
        .containsExactly(
            new HeaderField("Authorization", "Bearer canary-token"),
            new HeaderField("Accept", "application/json"),
            new HeaderField("User-Agent", "lakegate/test"));
  }

  record Refused(int status, String body, boolean permanent, String words) {
    @Override
    public String toString() {
      return status + " " + words;
    }
  }

  static Stream<Refused> refusals() {
    return Stream.of(
        new Refused(
            404,
            "{\"error\":{\"code\":\"ResourceNotFound\",\"message\":\"no canary-token\"}}",
            false,
            "management.azure.com answered 404: ResourceNotFound: no ***"),
        new Refused(401, "", true, "management.azure.com answered 401"),
        new Refused(200, "{}", false, "management.azure.com names no workspaceUrl"),
        new Refused(
            200,
            "{\"properties\":{\"workspaceUrl\":\"evil/x@y\"}}",
            false,
            "management.azure.com names no workspaceUrl"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void find_refused_saysWhyAndWhatToDo(Refused row) {
    net.transport.answer(row.status(), row.body());

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(lookup(AzureEnvironment.PUBLIC, ID)::find)
        .withMessage(
            "cannot resolve the workspace %s: %s; set host, or let the identity read the resource",
            ID, row.words())
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  @Test
  void find_noToken_saysWhy() {
    WorkspaceLookup lookup =
        new WorkspaceLookup(
            net.issuer(),
            () -> {
              throw new CredentialException("no token", true, Optional.empty());
            },
            AzureEnvironment.PUBLIC.resourceManager(),
            ID);

    assertThatExceptionOfType(CredentialException.class)
        .isThrownBy(lookup::find)
        .withMessageContaining(": no token; set host");
    assertThat(net.transport.requests()).isEmpty();
  }

  private WorkspaceLookup lookup(AzureEnvironment cloud, String id) {
    Token token =
        new Token("canary-token", "Bearer", Optional.empty(), Optional.empty(), MutableClock.START);
    return new WorkspaceLookup(net.issuer(), () -> token, cloud.resourceManager(), id);
  }
}
