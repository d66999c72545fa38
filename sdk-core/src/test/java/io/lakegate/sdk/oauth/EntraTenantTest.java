package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntraTenantTest {

  private final FakeTransport transport = new FakeTransport();
  private final EntraTenant tenant =
      new EntraTenant(
          new IssuerClient(
              transport,
              new MutableClock(),
              "lakegate/test",
              new IssuerClient.Retry(_ -> {}, new SplittableRandom(7))),
          URI.create("https://login.microsoftonline.com/"),
          new EntraTenant.Clues(
              Optional.empty(),
              Optional.of(URI.create("https://adb-1.2.azuredatabricks.net/aad/auth"))));

  @ParameterizedTest
  @CsvSource({
    "302, https://login.microsoftonline.com/t-1/oauth2/authorize?client_id=x, t-1",
    "307, https://login.microsoftonline.us/common.x/oauth2/authorize, common.x",
    "200, https://login.microsoftonline.com/t-1/oauth2/authorize, ''",
    "404, '', ''",
    "302, /relative/oauth2/authorize, ''",
    "302, https://login.microsoftonline.com/, ''",
    "302, https://login.microsoftonline.com/t%20-1/oauth2, ''",
    "302, https://login.microsoft online.com/t-1/oauth2, ''",
    "302, mailto:x, ''"
  })
  void find_answer_firstPartOfTheLogin(int status, String location, String found) {
    transport.answer(status, "", List.of(new HeaderField("location", location)));

    assertThat(tenant.find().orElse("")).isEqualTo(found);
    assertThat(transport.requests())
        .extracting(request -> request.method() + " " + request.uri())
        .containsExactly("GET https://adb-1.2.azuredatabricks.net/aad/auth");
  }

  @Test
  void find_told_isRemembered() {
    transport
        .fail(Phase.CONNECT)
        .answer(302, "", List.of(new HeaderField("Location", "https://login/t-1/x")));

    assertThat(tenant.find()).isEmpty();
    assertThat(tenant.find()).contains("t-1");
    assertThat(tenant.find()).contains("t-1");
    assertThat(transport.requests()).hasSize(2);
  }
}
