package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesOriginIT {

  private static final List<byte[]> BODIES =
      List.of("first".getBytes(UTF_8), "x".repeat(300_000).getBytes(UTF_8));

  @ParameterizedTest
  @CsvSource({
    "/api/2.2/jobs/list, 200, 5",
    "/api/2.2/jobs/list?limit=100, 200, 5",
    "/api/2.2/jobs/list?limit=100&page_token=1, 200, 300000",
    "/api/2.2/jobs/list?page_token=2, 404, 56",
    "/.well-known/databricks-config, 404, 56"
  })
  void get_oneAfterAnother_areAnsweredWhole(String target, int status, int bytes) throws Exception {
    try (PagesOrigin origin = PagesOrigin.start(BODIES);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + origin.port() + target)).build();

      for (int turn = 0; turn < 2; turn++) {
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).hasSize(bytes);
      }
    }
  }

  @Test
  void get_onOneConnection_isKept() throws Exception {
    try (PagesOrigin origin = PagesOrigin.start(BODIES);
        Connection client = Connection.open(origin.port())) {
      long first = client.get();

      assertThat(client.get()).isGreaterThan(first);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/2.2/jobs/list?page_token=7 HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET /api/2.2/jobs/list?page_token=7&limit=1 HTTP/1.1\r\n\r\n",
        "GET /api/2.2/jobs/list?limit=1&page_token=7 HTTP/1.1\r\n\r\n"
      })
  void page_tokenAnywhere_isTheNumber(String head) {
    assertThat(PagesOrigin.page(head)).isEqualTo(OptionalInt.of(7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/2.2/jobs/list HTTP/1.1\r\n\r\n",
        "GET /api/2.2/jobs/listing HTTP/1.1\r\n\r\n",
        "GET /api/2.2/jobs/get?page_token=7 HTTP/1.1\r\n\r\n"
      })
  void page_anotherRequest_isNone(String head) {
    assertThat(PagesOrigin.page(head)).isEmpty();
  }
}
