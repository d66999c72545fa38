package io.lakegate.sdk.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    "/sql/**"
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
    "/, none",
    "'', none"
  })
  void match_path_findsTheTemplateThatFitsBest(String path, String expected) {
    assertThat(templates.match(path, "none")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"api/2.0", "/a/{id", "/a/id}", "/a/**/b", "/x"})
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
}
