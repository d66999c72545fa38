package io.lakegate.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathTemplatesTest {

  private static final String[] TEMPLATES = {
    "/api/**",
    "/api/2.0/a/b",
    "/api/2.0/a/{id}",
    "/api/2.0/a/{id}/x",
    "/api/2.0/a/b/y",
    "/api/2.0/a/{id}:run",
    "/api/2.0/a/{id}:run/z",
    "/v/2.0/{a}/{b}",
    "/v/{c}/1",
    "/sql/**",
    "/f/{path+}",
    "/f/{path+}/ops/{op}",
    "/f/{path+}/ops/all",
    "/f/{path+}/x",
    "/f/top",
    "/t/{a}.{b}.{c}",
    "/t/{a}.{b}",
    "/t/{a}",
    "/t/v{n}"
  };

  private final PathTemplates<String> templates = templates();

  private static PathTemplates<String> templates() {
    PathTemplates.Builder<String> builder = PathTemplates.builder();
    for (String template : TEMPLATES) {
      builder.add(template, template);
    }
    return builder.build();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "/api, /api/**",
    "/api/, /api/**",
    "/api/9.9/q/r/s, /api/**",
    "/api/2.1/a/b, /api/2.0/a/b",
    "/%61pi/2%2E1/%61/b%62%, /api/2.0/a/{id}",
    "/api/2.1/a/%62, /api/2.0/a/b",
    "/api/2.1/a%2Fb, /api/**",
    "/api/2.1/a/%C3%BC%6, /api/2.0/a/{id}",
    "/api/2.1/a/c, /api/2.0/a/{id}",
    "/api/2.1/a/b/x, /api/2.0/a/{id}/x",
    "/api/2.1/a/b/y, /api/2.0/a/b/y",
    "/api/2.1/a/c/y, /api/**",
    "/api/2.1/a/c:run, /api/2.0/a/{id}:run",
    "/api/2.1/a/b:run, /api/2.0/a/{id}:run",
    "/api/2.1/a/:run, /api/2.0/a/{id}",
    "/api/2.1/a/c:run/z, /api/2.0/a/{id}:run/z",
    "/api/2.1/a/c:run/x, /api/2.0/a/{id}/x",
    "/api/2.1/a, /api/**",
    "/api/v2/a/b, /api/**",
    "/v/2.0/p/q, '/v/2.0/{a}/{b}'",
    "/v/2.1/p/q, none",
    "/v/2.0/1, '/v/{c}/1'",
    "/sql, /sql/**",
    "/sqlx, none",
    "/f, none",
    "/f/a, '/f/{path+}'",
    "/f/top, /f/top",
    "/f/top/a, '/f/{path+}'",
    "/f//a/b///c/, '/f/{path+}'",
    "/f/a/ops/7, '/f/{path+}/ops/{op}'",
    "/f/a/b/c/ops/all/, '/f/{path+}/ops/all'",
    "/f/ops/7, '/f/{path+}'",
    "/f/ops/ops/7, '/f/{path+}/ops/{op}'",
    "/f/a/ops/7/x, '/f/{path+}/x'",
    "/f/x, '/f/{path+}'",
    "/f/x/x, '/f/{path+}/x'",
    "/t/1, '/t/{a}'",
    "/t/1.2, '/t/{a}.{b}'",
    "/t/1.2.3, '/t/{a}.{b}.{c}'",
    "/t/1.2.3.4, '/t/{a}.{b}.{c}'",
    "/t/1..3, '/t/{a}.{b}'",
    "/t/.1, '/t/{a}'",
    "/t/1., '/t/{a}'",
    "/t/v1, '/t/v{n}'",
    "/t/v, '/t/{a}'",
    "/t/1/2, none",
    "/, none",
    "'', none"
  })
  void match_path_findsTheTemplateThatFitsBest(String path, String expected) {
    assertThat(templates.match(path, "none")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "api/2.0",
        "/a/{id",
        "/a/id}",
        "/a/{id}}",
        "/a/{}",
        "/a/{i-d}",
        "/a/{a}{b}",
        "/a/{a+}.{b}",
        "/a/{a+}:run",
        "/a/{a+}/b/{c+}",
        "/a/{a+}/**",
        "/a/**/b",
        "/x",
        "/x/"
      })
  void add_badTemplate_isRefused(String template) {
    PathTemplates.Builder<String> builder = PathTemplates.builder();
    builder.add("/x", "first");
    assertThatThrownBy(() -> builder.add(template, "second"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(template);
  }

  @Test
  void add_sameTemplateUnderAnotherVersion_isTheSame() {
    PathTemplates.Builder<String> builder = PathTemplates.builder();
    builder.add("/api/2.0/a", "first");
    assertThatThrownBy(() -> builder.add("/api/2.1/a", "second"))
        .hasMessageContaining("expected it only once");
  }

  /** Every split of such a path is a candidate; trying each of them would take for ever. */
  @Test
  void match_pathOfThousandsOfSegments_isCheap() {
    PathTemplates.Builder<String> builder = PathTemplates.builder();
    builder.add("/f/{path+}/ops/{a}/ops/{b}/end", "found");
    builder.add("/f/{path+}/ops/{a}/ops/{b}", "shorter");
    builder.add("/f/{path+}/{a}/{b}/{c}/never", "never");
    PathTemplates<String> greedy = builder.build();
    String path = "/f" + "/ops".repeat(10_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 1_000; i++) {
            assertThat(greedy.match(path, "none")).isEqualTo("shorter");
            assertThat(greedy.match(path + "/end/", "none")).isEqualTo("found");
          }
        });
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "'/api/2.0/a/{id}', /api/2.1/a/7, 'id=7'",
    "'/api/2.0/a/{id}', //api/2.0//a/7%2F8/, 'id=7%2F8'",
    "'/api/2.0/a/{id}:run', /api/2.1/a/7:8:run, 'id=7:8'",
    "'/t/{a}.{b}.{c}', /t/x.y.z.z, 'a=x, b=y, c=z.z'",
    "'/f/{p+}', /f/a/b//c/, 'p=a/b//c'",
    "'/f/{p+}/ops/{o}', /f/a/ops/b/ops/c, 'p=a/ops/b, o=c'",
    "'/f/{p+}/ops/{o}', /f/ops/c, ''",
    "'/f/{p+}', /f/, ''",
    "'/a/{id}/**', /a/7/8/9, 'id=7'",
    "'/a/{id}', /a/7/8, ''",
    "'/a/{id}', /b/7, ''",
    "'/api/2.0/{id}', /api/v2/7, ''",
    "'/a', /a, ''"
  })
  void values_path_areThoseOfTheNames(String template, String path, String expected) {
    assertThat(PathTemplate.parse(template).values(path)).hasToString("{" + expected + "}");
  }
}
