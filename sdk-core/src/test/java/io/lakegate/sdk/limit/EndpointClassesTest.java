package io.lakegate.sdk.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.limit.EndpointClasses.Member;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndpointClassesTest {

  private static final EndpointClasses STANDARD = EndpointClasses.standard();
  private static final EndpointClasses PUBLISHED = EndpointClasses.of(EndpointClasses.published());

  @ParameterizedTest(name = "{0}: {1} at {2}/s, endpoint {3}")
  @CsvSource({
    "/api/2.1/clusters/list, api, 15, ''",
    "/api/2.1/jobs/run-now, api, 15, ''",
    "/serving-endpoints/m/invocations, serving-endpoints, 0, m",
    "/serving-endpoints/m, serving-endpoints, 0, m",
    "/serving-endpoints, serving-endpoints, 0, ''",
    "/sql/1.0/warehouses/w, sql, 0, ''",
    "/ai-gateway/mlflow/v1/chat/completions, ai-gateway, 0, ''"
  })
  void match_standard_isOneClass(String path, String name, double rate, String endpoint) {
    List<EndpointClass> classes = STANDARD.match("POST", path);
    assertThat(classes).hasSize(1);
    assertThat(classes.getFirst().name()).isEqualTo(name);
    assertThat(classes.getFirst().requestsPerSecond()).isEqualTo(rate);
    assertThat(classes.getFirst().endpoint(path)).isEqualTo(endpoint);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/oidc/v1/token", "/driver-proxy-api/x", "/", "/sqlx"})
  void match_otherPath_hasNoLimit(String path) {
    assertThat(STANDARD.match("GET", path)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}: {2} at {3}/s")
  @CsvSource({
    "POST, /api/2.2/jobs/run-now, run-now, 20",
    "POST, /api/2.2/jobs/runs/submit/, runs-submit, 35",
    "GET, /api/2.1/jobs/runs/get, runs-get, 100",
    "POST, /api/2.0/mlflow/runs/search, mlflow-search, 7",
    "GET, /api/2.0/mlflow/runs/get, mlflow, 120",
    "GET, /api/2.0/permissions/jobs/1, permissions-read, 100",
    "PATCH, /api/2.0/permissions/jobs/1, permissions-write, 30",
    "GET, /api/2.0/accounts/a/scim/v2/Users, account-scim-read, 20",
    "PATCH, /api/2.0/accounts/a/scim/v2/Users/1, account-scim-patch, 2",
    "PUT, /api/2.0/accounts/a/scim/v2/Users/1, account-scim-write, 5",
    "POST, /api/2.0/genie/spaces/1/start-conversation, genie, 5"
  })
  void match_published_countsAgainstBoth(String method, String path, String name, double rate) {
    List<EndpointClass> classes = PUBLISHED.match(method, path);
    assertThat(classes).extracting(EndpointClass::name).containsExactly(name, "api");
    assertThat(classes.getFirst().requestsPerSecond()).isEqualTo(rate);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET, /api/2.2/jobs/run-now",
    "GET, /api/2.1/clusters/list",
    "GET, /api/2.0/genie/spaces/1/conversations/2/messages/3"
  })
  void match_otherMethodOrPath_countsAgainstTheApiAlone(String method, String path) {
    assertThat(PUBLISHED.match(method, path)).containsExactly(EndpointClass.API);
  }

  @Test
  void of_memberWithoutMethods_countsAll() {
    EndpointClass slow = new EndpointClass("slow", 1, false);
    var classes = EndpointClasses.of(List.of(new Member(slow, Set.of(), "/api/2.0/slow/**")));
    assertThat(classes.match("DELETE", "/api/2.0/slow/1")).containsExactly(slow, EndpointClass.API);
  }

  @Test
  void member_outsideTheApi_isRefused() {
    assertThatThrownBy(() -> new Member(EndpointClass.SQL, Set.of(), "/sql/**"))
        .hasMessageContaining("/sql/**, expected one that begins with /api/");
    assertThatThrownBy(() -> new EndpointClass("x", -1, false))
        .hasMessageContaining("requestsPerSecond: -1");
  }
}
