package io.lakegate.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PathTemplateTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "/api/2.0/apps/{name} | /api/2.0/apps/a | {name=a}",
        "/api/2.0/apps/{name} | /api/3.7/apps/a/ | {name=a}",
        "/api/*/apps/{name} | /api/2.0/apps/a | {name=a}",
        "/api/2.0/apps/{name} | /api/2.0/apps | none",
        "/api/2.0/apps/{name} | /api/2.0/apps/a/b | none",
        "/api/2.0/i/{id}:scan | /api/2.0/i/x:scan | {id=x}",
        "/api/2.0/i/{id}:scan | /api/2.0/i/:scan | none",
        "/api/2.0/i/{id}:scan | /api/2.0/i/x | none",
        "/api/2.0/p/{r+}/operations/{id} | /api/2.0/p/a/b/operations/1 | {r=a/b, id=1}",
        "/api/2.0/p/{r+}/operations/{id} | /api/2.0/p/operations/1 | none",
        "/api/2.0/p/{r+}/operations/{id} | /api/2.0/p/a/b/actions/1 | none",
        "/f/{path+} | /f/a/b/c | {path=a/b/c}",
        "/f/{path+} | /f | none",
        "/f/{odd | /f/{odd | {}",
      })
  void match_ofAPath_givesItsValues(String template, String path, String expected) {
    assertThat(PathTemplate.of(template).match(path).map(Map::toString).orElse(null))
        .isEqualTo(expected);
  }

  @Test
  void canonical_ofAnySpelling_isTheSame() {
    assertThat(PathTemplate.canonical("/api/2.0/apps/a%20b/"))
        .isEqualTo(PathTemplate.canonical("/api/2.1/apps/a b"))
        .isEqualTo("/api/*/apps/a b");
    assertThatThrownBy(() -> PathTemplate.canonical("/api/2.0/apps/%"))
        .isInstanceOf(ApiProblem.class);
  }
}
