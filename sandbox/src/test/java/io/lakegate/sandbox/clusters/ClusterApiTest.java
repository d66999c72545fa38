package io.lakegate.sandbox.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterApiTest {
  private static final String SHARED = "0701-091500-shared01";
  private static final String NIGHTLY = "0702-013000-nightly2";
  private static final String EVENTS = "/api/2.1/clusters/events";

  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void create_thenTimePasses_becomesRunning() {
    String id = create("mine");

    JsonNode pending = get(id).json();
    assertThat(pending.path("state").asText()).isEqualTo("PENDING");
    assertThat(pending.path("cluster_name").asText()).isEqualTo("mine");
    assertThat(pending.path("creator_user_name").asText()).isEqualTo("sandbox.user@example.com");
    assertThat(id).matches("0301-120000-[0-9a-z]{8}");

    sandbox.advance(Duration.ofMillis(2_999));
    assertThat(state(id)).isEqualTo("PENDING");
    sandbox.advance(Duration.ofMillis(1));
    assertThat(state(id)).isEqualTo("RUNNING");
    assertThat(get(id).json().path("spark_context_id").asLong()).isGreaterThan(1L << 53);
  }

  @Test
  void delete_thenTimePasses_becomesTerminatedWithItsReason() {
    act("delete", SHARED);
    assertThat(state(SHARED)).isEqualTo("TERMINATING");

    sandbox.advance(Duration.ofSeconds(1));

    JsonNode json = get(SHARED).json();
    assertThat(json.path("state").asText()).isEqualTo("TERMINATED");
    assertThat(json.path("termination_reason").path("code").asText()).isEqualTo("USER_REQUEST");
    assertThat(json.path("terminated_time").asLong()).isPositive();
    assertThat(act("delete", SHARED).status()).isEqualTo(200);
    assertThat(state(SHARED)).isEqualTo("TERMINATED");
  }

  @Test
  void start_ofATerminatedCluster_runsItAgain() {
    assertThat(act("start", NIGHTLY).status()).isEqualTo(200);
    assertThat(get(NIGHTLY).json().has("terminated_time")).isFalse();

    sandbox.advance(Duration.ofSeconds(3));

    assertThat(state(NIGHTLY)).isEqualTo("RUNNING");
  }

  @Test
  void start_ofARunningCluster_isInvalidState() {
    Reply reply = act("start", SHARED);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_STATE");
    assertThat(reply.message()).contains("unexpected state Running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "delete", "events"})
  void operation_onAnUnknownCluster_isInvalidParameter(String operation) {
    Reply reply = act(operation, "nobody");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(reply.message()).isEqualTo("Cluster nobody does not exist");
  }

  @Test
  void get_unknownOrUnnamed_is400() {
    assertThat(get("nobody").message()).isEqualTo("Cluster nobody does not exist");
    assertThat(sandbox.get("/api/2.1/clusters/get").message()).contains("cluster_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"spark_version\":\"16.4\"}",
        "{\"spark_version\":\"16.4\",\"node_type_id\":\"a\",\"num_workers\":-1}",
        "{\"spark_version\":\"16.4\",\"node_type_id\":\"a\",\"num_workers\":\"many\"}"
      })
  void create_withoutWhatItNeeds_isInvalidParameter(String body) {
    Reply reply = sandbox.post("/api/2.1/clusters/create", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  @Test
  void list_inPages_showsEachOnceAndLeadsBack() {
    create("one");
    create("two");

    JsonNode first = sandbox.get("/api/2.1/clusters/list?page_size=2").json();
    JsonNode second = list("page_size=2&page_token=" + first.path("next_page_token").asText());
    JsonNode third = list("page_size=2&page_token=" + second.path("next_page_token").asText());
    JsonNode back = list("page_size=2&page_token=" + second.path("prev_page_token").asText());

    assertThat(first.path("clusters")).hasSize(2);
    assertThat(first.path("prev_page_token").asText()).isEmpty();
    assertThat(second.path("clusters")).hasSize(2);
    assertThat(third.path("clusters")).hasSize(1);
    assertThat(third.path("next_page_token").asText()).isEmpty();
    assertThat(back).isEqualTo(first);
  }

  @Test
  void list_byState_showsThoseOnly() {
    JsonNode running = list("filter_by.cluster_states=RUNNING");
    JsonNode none = list("filter_by.cluster_states=ERROR");

    assertThat(running.path("clusters")).hasSize(1);
    assertThat(running.path("clusters").path(0).path("cluster_id").asText()).isEqualTo(SHARED);
    assertThat(none.has("clusters")).isFalse();
  }

  @Test
  void list_withATokenOfOtherFiltersOrNone_isInvalidParameter() {
    String token = list("page_size=1").path("next_page_token").asText();

    assertThat(
            sandbox
                .get("/api/2.1/clusters/list?filter_by.cluster_states=RUNNING&page_token=" + token)
                .status())
        .isEqualTo(400);
    assertThat(sandbox.get("/api/2.1/clusters/list?page_token=***").status()).isEqualTo(400);
    assertThat(sandbox.get("/api/2.1/clusters/list?page_size=101").status()).isEqualTo(400);
    assertThat(sandbox.get("/api/2.1/clusters/list?page_size=x").status()).isEqualTo(400);
  }

  @Test
  void events_byNextPage_givesEachOnceNewestFirst() {
    List<Long> times = new ArrayList<>();
    JsonNode request = TestSandbox.JSON.createObjectNode().put("cluster_id", SHARED);
    while (!request.isMissingNode()) {
      JsonNode page = sandbox.post(EVENTS, request.toString()).json();
      page.path("events").forEach(event -> times.add(event.path("timestamp").asLong()));
      assertThat(page.path("total_count").asInt()).isEqualTo(122);
      request = page.path("next_page");
    }

    assertThat(times).hasSize(122).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(new HashSet<>(times)).hasSize(122);
  }

  @Test
  void events_byToken_givesTheSame() {
    int count = 0;
    String token = "";
    do {
      JsonNode page =
          sandbox
              .post(
                  EVENTS,
                  "{\"cluster_id\":\"%s\",\"page_size\":100,\"page_token\":\"%s\"}"
                      .formatted(SHARED, token))
              .json();
      assertThat(page.has("next_page")).isFalse();
      count += page.path("events").size();
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());

    assertThat(count).isEqualTo(122);
  }

  @Test
  void events_withFilters_givesThoseOldestFirst() {
    JsonNode page =
        sandbox
            .post(
                EVENTS,
                "{\"cluster_id\":\"%s\",\"order\":\"ASC\",\"event_types\":[\"RUNNING\"],\"limit\":3,"
                        .formatted(SHARED)
                    + "\"start_time\":1}")
            .json();
    JsonNode next = sandbox.post(EVENTS, page.path("next_page").toString()).json();

    assertThat(page.path("total_count").asInt()).isEqualTo(41);
    assertThat(page.path("events").path(0).path("type").asText()).isEqualTo("RUNNING");
    assertThat(next.path("events").path(0).path("timestamp").asLong())
        .isGreaterThan(page.path("events").path(2).path("timestamp").asLong());
    assertThat(next.path("total_count").asInt()).isEqualTo(41);
  }

  @Test
  void events_ofWhatHappensNow_appearWithTheirTime() {
    String id = create("mine");
    sandbox.advance(Duration.ofSeconds(10));

    JsonNode events = act("events", id).json().path("events");

    assertThat(events.path(0).path("type").asText()).isEqualTo("RUNNING");
    assertThat(events.path(1).path("type").asText()).isEqualTo("CREATING");
    assertThat(
            events.path(0).path("timestamp").asLong() - events.path(1).path("timestamp").asLong())
        .isEqualTo(3_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"order\":\"UP\"",
        "\"offset\":-1",
        "\"limit\":501",
        "\"page_size\":10,\"limit\":10",
        "\"start_time\":\"noon\""
      })
  void events_withOddParameters_isInvalidParameter(String member) {
    Reply reply = sandbox.post(EVENTS, "{\"cluster_id\":\"" + SHARED + "\"," + member + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
  }

  private String create(String name) {
    return sandbox
        .post(
            "/api/2.1/clusters/create",
            "{\"cluster_name\":\"%s\",\"spark_version\":\"16.4.x\",\"node_type_id\":\"i3\",\"num_workers\":1}"
                .formatted(name))
        .json()
        .path("cluster_id")
        .asText();
  }

  private Reply act(String operation, String id) {
    return sandbox.post("/api/2.1/clusters/" + operation, "{\"cluster_id\":\"" + id + "\"}");
  }

  private Reply get(String id) {
    return sandbox.get("/api/2.1/clusters/get?cluster_id=" + id);
  }

  private String state(String id) {
    return get(id).json().path("state").asText();
  }

  private JsonNode list(String query) {
    return sandbox.get("/api/2.0/clusters/list?" + query).json();
  }
}
