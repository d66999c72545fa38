package io.lakegate.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.sdk.catalog.Catalog;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CatalogEndpointIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static FakeOrigin origin;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    origin = FakeOrigin.start(FakeOrigin.json("{}"));
    gateway = TestGateway.gateway().origin(origin).start();
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
  }

  private static Answer ask(String request) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      return client.send(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
    }
  }

  private static JsonNode facts(String query) throws IOException {
    Answer answer = ask("GET /lakegate/catalog?" + query);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(origin.calls()).isEmpty();
    return JSON.readTree(answer.body()).get("endpoints");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path=/api/2.2/jobs/list",
        "path=%2Fapi%2F2.2%2Fjobs%2Flist",
        "path=/api/2.1/jobs/list/",
        "path=/api/2.2/jobs/list?limit=5",
        "path=/@prod/api/2.2/jobs/list",
        "path=/all-pages/api/2.2/jobs/list?limit=5",
        "path=/wait/api/2.2/jobs/list",
        "path=/@prod/all-pages/api/2.2/jobs/list"
      })
  void answer_list_tellsHowItIsPaged(String query) throws IOException {
    JsonNode endpoint = facts(query).get(0);

    assertThat(endpoint.get("method").textValue()).isEqualTo("GET");
    assertThat(endpoint.get("template").textValue()).isEqualTo("/api/2.2/jobs/list");
    assertThat(endpoint.at("/operations/0/name").textValue()).isEqualTo("jobs.list");
    assertThat(endpoint.at("/list/style").textValue()).isEqualTo("token");
    assertThat(endpoint.at("/list/items/0").textValue()).isEqualTo("jobs");
    assertThat(endpoint.at("/list/in").textValue()).isEqualTo("query");
    assertThat(endpoint.at("/list/parameter").textValue()).isEqualTo("page_token");
    assertThat(endpoint.at("/list/field").textValue()).isEqualTo("next_page_token");
    assertThat(endpoint.get("reads").booleanValue()).isTrue();
    assertThat(endpoint.at("/list/page_size").textValue()).isEqualTo("limit");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/2.1/clusters/get, shows, 'RUNNING,TERMINATED'",
    "/api/2.1/clusters/start, starts, RUNNING",
    "/api/2.0/postgres/projects/p/branches/b/operations/o, shows, DONE",
    "/api/2.0/libraries/install, starts, DONE"
  })
  void answer_wait_tellsItsEnds(String path, String member, String ends) throws IOException {
    JsonNode waits = facts("path=" + path).get(0).get(member);

    assertThat(waits.findValues("success").stream().flatMap(JsonNode::valueStream))
        .extracting(JsonNode::textValue)
        .contains(ends.split(","));
    assertThat(waits.get(0).get("timeout_seconds").longValue()).isPositive();
  }

  /** The other styles, in the words of catalog files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/2.0/mlflow/runs/search | {'items':['runs'],'style':'token','in':'body',"
            + "'parameter':'page_token','field':'next_page_token','page_size':'max_results'}",
        "/api/2.1/clusters/events | {'items':['events'],'style':'next_request','field':'next_page',"
            + "'page_size':'page_size'}",
        "/api/2.0/preview/scim/v2/Me | ",
        "/api/2.1/unity-catalog/catalogs | {'items':['catalogs'],'style':'token','in':'query',"
            + "'parameter':'page_token','field':'next_page_token','page_size':'max_results',"
            + "'defaults':{'max_results':'0'}}",
        "/api/2.0/preview/scim/v2/Users | {'items':['Resources'],'style':'offset',"
            + "'parameter':'startIndex','limit':'count','start':1,'page_size':'count',"
            + "'defaults':{'count':'10000'},'distinct_by':'id'}",
        "/api/2.0/preview/sql/queries | {'items':['results'],'style':'page','parameter':'page',"
            + "'start':1,'page_size':'page_size'}"
      })
  void answer_style_hasItsNames(String path, String list) throws IOException {
    JsonNode told = facts("path=" + path).findValue("list");

    if (list == null) {
      assertThat(told).isNull();
    } else {
      assertThat(told).isEqualTo(JSON.readTree(list.replace('\'', '"')));
    }
  }

  @Test
  void answer_wait_tellsWhatToNameAndToAsk() throws IOException {
    JsonNode waits = facts("path=/wait/api/2.1/clusters/get").get(0).get("shows");

    assertThat(waits.findValuesAsText("until")).containsExactlyInAnyOrder("RUNNING", "TERMINATED");
    assertThat(waits.get(0).get("poll"))
        .isEqualTo(
            JSON.readTree("{\"path\":\"/api/2.1/clusters/get\",\"query\":[\"cluster_id\"]}"));
  }

  @Test
  void answer_whatWrites_doesNotRead() throws IOException {
    assertThat(facts("path=/api/2.2/jobs/create").get(0).get("reads").booleanValue()).isFalse();
  }

  @Test
  void answer_everyMethodOfThePath_isTold() throws IOException {
    JsonNode endpoints = facts("path=/api/2.0/apps/mine");

    assertThat(endpoints.findValuesAsText("method")).contains("GET", "PATCH", "DELETE");
    assertThat(endpoints.findValuesAsText("name")).contains("AppDeleted");
  }

  @Test
  void answer_runNow_namesItsToken() throws IOException {
    JsonNode token = facts("path=/api/2.2/jobs/run-now").get(0).get("idempotency");

    assertThat(token.get("field").textValue()).isEqualTo("idempotency_token");
    assertThat(token.get("in").textValue()).isEqualTo("body");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /lakegate/catalog?path=, 400, MISSING_PARAMETER",
    "GET /lakegate/catalog?path=jobs, 400, MISSING_PARAMETER",
    "GET /lakegate/catalog?pfad=/api, 400, UNKNOWN_PARAMETER",
    "GET /lakegate/catalog?path=/api/2.0/no/such, 404, NOT_IN_CATALOG",
    "POST /lakegate/catalog?path=/api/2.2/jobs/list, 405, METHOD_NOT_ALLOWED"
  })
  void answer_badQuestion_saysWhatIsExpected(String request, int status, String code)
      throws IOException {
    Refusal.of(ask(request)).is(status, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /lakegate/catalog", "GET /lakegate/catalog?"})
  void answer_noPath_listsAllListsAndWaits(String request) throws IOException {
    Answer answer = ask(request);
    assertThat(answer.status()).isEqualTo(200);
    JsonNode index = JSON.readTree(answer.body());
    Catalog catalog = Catalog.standard();
    assertThat(index.get("lists"))
        .hasSize((int) catalog.endpoints().stream().filter(e -> e.list().isPresent()).count())
        .contains(entry("{'method':'GET','template':'/api/2.2/jobs/list','style':'token'}"));
    assertThat(index.get("waits"))
        .contains(
            entry("{'method':'POST','template':'/api/2.1/clusters/create','starts':['RUNNING']}"),
            entry(
                "{'method':'GET','template':'/api/2.2/jobs/runs/get',"
                    + "'shows':['SKIPPED,TERMINATED']}"));
    assertThat(index.get("waits").findValuesAsText("template"))
        .containsAll(
            catalog.waits().stream().map(wait -> wait.poll().matchTemplate()).distinct().toList());
  }

  private static JsonNode entry(String json) throws IOException {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
