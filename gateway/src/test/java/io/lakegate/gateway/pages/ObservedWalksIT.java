package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.answer;
import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the log and the metrics tell of walks. */
final class ObservedWalksIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "/all-pages" + Lists.JOBS;

  /**
   * A walk and its line.
   *
   * @param answers what the origin does
   * @param told values of the line, by key; an empty one is absent
   */
  record Walk(String target, List<String> answers, Map<String, String> told) {}

  private static List<Walk> walks() {
    String one = ok(jobs("1,2,3", "T"));
    String two = ok(jobs("4,5", ""));
    String denied = answer(403, "", "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"no\"}");
    return List.of(
        new Walk("", List.of(one, two), line("200", "complete", 2, "", jobs("1,2,3,4,5", ""))),
        new Walk("?name=canary", List.of(two), line("200", "complete", 1, "", jobs("4,5", ""))),
        new Walk("", List.of(one, one), line("200", "truncated", 2, "PAGINATION_LOOP", cut())),
        new Walk("", List.of(one, denied), line("200", "truncated", 2, "ORIGIN_ERROR", cut())),
        new Walk("", List.of(one, ok("no")), line("200", "truncated", 2, "BAD_PAGE", cut())),
        new Walk("", List.of(denied), line("403", "complete", 1, "", "")),
        new Walk("?_x", List.of(), line("400", "complete", 0, "UNKNOWN_PARAMETER", "")));
  }

  private static String cut() {
    return "{\"jobs\":[1,2,3";
  }

  private static Map<String, String> line(
      String status, String outcome, int attempts, String error, String body) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("path", TARGET);
    line.put("method", "GET");
    line.put("profile", "DEFAULT");
    line.put("status", status);
    line.put("outcome", outcome);
    line.put("attempts", Integer.toString(attempts));
    line.put("error", error);
    if (!body.isEmpty()) {
      line.put("bytes_out", Integer.toString(body.length()));
    }
    return line;
  }

  @Test
  void allPages_walk_isLoggedInALineAndCounted() throws Exception {
    List<String> answers = walks().stream().flatMap(walk -> walk.answers().stream()).toList();
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(answers));
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .start("--listen=127.0.0.1:0", "--admin=127.0.0.1:0", "--log-format=json")) {
      List<String> ids = new ArrayList<>();
      for (Walk walk : walks()) {
        ListAnswer answer = ListAnswer.to(child.port("listen"), get(TARGET + walk.target()));
        ids.add(answer.field("lakegate-request-id"));
      }
      assertThat(origin.calls()).hasSize(answers.size());
      assertMetrics(ListAnswer.to(child.port("admin"), get("/metrics")).body());
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);
      assertLines(ids, child.exchangeLog());
    }
  }

  private static void assertLines(List<String> ids, List<String> printed) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : printed) {
      assertThat(line).doesNotContain("canary");
      lines.add(JSON.readTree(line));
    }
    // Lines of one loop are in order; each walk may have been on another.
    lines.sort(Comparator.comparingInt(line -> ids.indexOf(line.path("id").asText())));
    assertThat(lines).extracting(line -> line.path("id").asText()).isEqualTo(ids);
    for (int n = 0; n < lines.size(); n++) {
      JsonNode line = lines.get(n);
      assertThat(walks().get(n).told())
          .allSatisfy((key, value) -> assertThat(line.path(key).asText()).as(key).isEqualTo(value));
      boolean asked = line.path("attempts").asInt() > 0;
      assertThat(line.path("origin_ms").asDouble() > 0).as(line.toString()).isEqualTo(asked);
    }
  }

  private static void assertMetrics(String metrics) {
    assertThat(metrics.lines())
        .contains(
            "lakegate_pages_total{profile=\"DEFAULT\"} 6.0",
            "lakegate_items_total{profile=\"DEFAULT\"} 16.0",
            "lakegate_exchanges_open 0.0")
        .anyMatch(
            line ->
                line.startsWith("lakegate_exchange_duration_seconds_count{")
                    && line.contains("error=\"PAGINATION_LOOP\"")
                    && line.contains("outcome=\"truncated\"")
                    && line.contains("path=\"/all-pages\"")
                    && line.endsWith(" 1"))
        .anyMatch(
            line ->
                line.startsWith("lakegate_attempts_total{")
                    && line.contains("path=\"/all-pages\"")
                    && line.endsWith(" 10.0"));
  }
}
