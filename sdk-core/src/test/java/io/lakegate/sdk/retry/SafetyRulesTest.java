package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetyRulesTest {

  private final SafetyRules rules = SafetyRules.standard();

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "GET, YES",
    "HEAD, YES",
    "PUT, YES",
    "DELETE, YES",
    "OPTIONS, YES",
    "POST, MAYBE",
    "PATCH, MAYBE",
    "LOCK, NO",
    "get, NO"
  })
  void of_method_decidesWithoutMoreFacts(String method, RetrySafety expected) {
    assertThat(rules.of(method, "/api/2.1/clusters/create", false)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/api/2.0/ai-search/workspaces/1/endpoints/e/indexes/i:query",
        "/api/2.0/ai-search/workspaces/1/endpoints/e/indexes/i:scan",
        "/api/2.1/unity-catalog/validate-credentials",
        "/api/2.1/unity-catalog/validate-storage-credentials",
        "/api/2.1/clusters/events",
        "/api/2.0/mlflow/experiments/search",
        "/api/2.0/mlflow/logged-models/search",
        "/api/2.0/mlflow/runs/search",
        "/api/2.0/mlflow/registered-models/get-latest-versions",
        "/api/2.0/vector-search/indexes/a.b.c/query",
        "/api/2.0/vector-search/indexes/a.b.c/query-next-page",
        "/api/2.0/vector-search/indexes/a.b.c/scan",
        "/api/2.0/vector-search/endpoints/e/metrics",
        "/api/2.0/clusters/events",
        "/api/12.34/clusters/events",
        "/api/2.1/clusters/events/",
        "/api/2.1/cl%75sters/ev%65nts",
        "/api/2.1//clusters/events"
      })
  void of_postThatReads_isSafe(String path) {
    assertThat(rules.of("POST", path, false)).isEqualTo(RetrySafety.YES);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/api/2.0/ai-search/workspaces/1/endpoints/e/indexes/i",
        "/api/2.0/ai-search/workspaces/1/endpoints/e/indexes/:query",
        "/api/2.0/ai-search/workspaces/1/endpoints/e/indexes/i:upsert",
        "/api/2/clusters/events",
        "/api/2.x/clusters/events",
        "/api/clusters/events",
        "/api/2.1/clusters/events/more",
        "/x/2.1/clusters/events",
        "/api/2.0/vector-search/indexes/query",
        "/api/2.0/mlflow/runs/create",
        "/"
      })
  void of_otherPost_isNot(String path) {
    assertThat(rules.of("POST", path, false)).isEqualTo(RetrySafety.MAYBE);
  }

  @ParameterizedTest(name = "{0} {1} token {2}: {3}")
  @CsvSource({
    "POST, /api/2.2/jobs/run-now, true, YES",
    "POST, /api/2.2/jobs/run-now, false, MAYBE",
    "PATCH, /api/2.2/jobs/run-now, true, MAYBE",
    "POST, /api/2.0/sql/statements, false, NO",
    "POST, /api/2.0/sql/statements, true, NO",
    "POST, /api/2.1/sql/statements/, false, NO",
    "POST, /api/2.0//sql/statements, false, NO",
    "POST, /api/2.0/sql/statements/7/cancel, false, MAYBE",
    "GET, /api/2.0/sql/statements, false, YES"
  })
  void of_tokenOrStatement_decides(
      String method, String path, boolean token, RetrySafety expected) {
    assertThat(rules.of(method, path, token)).isEqualTo(expected);
  }
}
