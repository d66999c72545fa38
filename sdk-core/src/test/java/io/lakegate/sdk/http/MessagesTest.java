package io.lakegate.sdk.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MessagesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void get_uri_emptyBody() {
    ApiRequest request = ApiRequest.get(URI.create("https://h/p"), SECOND);

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.headers()).isEmpty();
    assertThat(request.body()).isEmpty();
    assertThat(request.timeout()).isEqualTo(SECOND);
  }

  @Test
  void postForm_fields_encodedInOrder() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("b", "x y&z");
    form.put("a", "ü");
    ApiRequest request = ApiRequest.postForm(URI.create("https://h/p"), form, SECOND);

    assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("b=x+y%26z&a=%C3%BC");
    assertThat(request.headers())
        .containsExactly(new HeaderField("Content-Type", "application/x-www-form-urlencoded"));
  }

  @Test
  void toString_messages_noSecrets() {
    ApiRequest request =
        ApiRequest.postForm(URI.create("https://h:1/p?k=s3cret"), Map.of("f", "s3cret"), SECOND)
            .withHeader("Authorization", "Bearer s3cret");
    HeaderField cookie = new HeaderField("Set-Cookie", "s3cret");
    ApiResponse response =
        new ApiResponse(200, List.of(cookie), "s3cret".getBytes(StandardCharsets.UTF_8));

    assertThat(request).hasToString("POST https://h:1/p");
    assertThat(request.headers().toString()).doesNotContain("s3cret").contains("Authorization");
    assertThat(response).hasToString("200 (6 bytes)");
  }

  @Test
  void header_anyCase_firstOne() {
    List<HeaderField> headers =
        List.of(new HeaderField("Retry-After", "1"), new HeaderField("retry-after", "2"));
    ApiResponse response = new ApiResponse(503, headers, new byte[0]);

    assertThat(response.header("RETRY-AFTER")).contains("1");
    assertThat(response.header("x")).isEmpty();
  }

  @Test
  void version_build_filteredIn() {
    assertThat(LakegateVersion.current()).matches("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?");
  }
}
