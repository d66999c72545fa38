package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.sdk.paging.Items;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of the sandbox that have a state of their own, beside a walk by hand. */
final class HandServedListsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENTS = "/api/2.1/clusters/events";

  private static ListSandbox sandbox;
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    sandbox = new ListSandbox();
    gateway = sandbox.gateway();
  }

  @AfterAll
  static void stop() {
    gateway.close();
    sandbox.close();
  }

  /**
   * A list.
   *
   * @param target what is walked
   * @param items the name of its array
   * @param byHand the pages that are taken by hand, of another size
   * @param least how many items there are at least
   */
  record HandServed(
      String name, String target, String body, String items, Pages byHand, int least) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Asks for the page that a token leads to; the first one has none. */
  @FunctionalInterface
  interface Pages {
    String after(String token);
  }

  static List<HandServed> lists() {
    String events = "{\"cluster_id\":\"0702-013000-nightly2\"%s}";
    Pages eventPages =
        token ->
            post(
                EVENTS,
                events.formatted(
                    ",\"page_size\":500"
                        + (token.isEmpty() ? "" : ",\"page_token\":\"" + token + "\"")),
                sandbox.authorization());
    return List.of(
        get("jobs", Lists.JOBS, "", "limit=100", 1200),
        get("jobs_named", Lists.JOBS, "?name=many+tasks", "name=many+tasks&limit=100", 1),
        get("runs", "/api/2.2/jobs/runs/list", "", "limit=24", 60),
        get("runs_small", "/api/2.2/jobs/runs/list", "?limit=5", "limit=24", 60),
        get("clusters", "/api/2.1/clusters/list", "?page_size=1", "page_size=100", 3),
        new HandServed("events", EVENTS, events.formatted(""), "events", eventPages, 120),
        new HandServed(
            "events_byOffset", EVENTS, events.formatted(",\"limit\":7"), "events", eventPages, 120),
        new HandServed(
            "events_byToken",
            EVENTS,
            events.formatted(",\"page_size\":7"),
            "events",
            eventPages,
            120));
  }

  private static HandServed get(String name, String path, String query, String byHand, int least) {
    String items = name.replaceFirst("_.*", "");
    Pages pages =
        token ->
            Lists.get(
                path + "?" + byHand + (token.isEmpty() ? "" : "&page_token=" + token),
                sandbox.authorization());
    return new HandServed(name, path + query, "", items, pages, least);
  }

  @ParameterizedTest
  @MethodSource("lists")
  void allPages_listWithAState_isWhatAWalkByHandGives(HandServed list) throws IOException {
    List<String> all = new ArrayList<>();
    Items where = new Items.Member(List.of(list.items()));
    String token = "";
    do {
      String page = sandbox.ask(list.byHand().after(token)).body();
      all.addAll(PageText.items(page, where));
      token = JSON.readTree(page).path("next_page_token").asText("");
    } while (!token.isEmpty());
    assertThat(all).hasSizeGreaterThanOrEqualTo(list.least()).doesNotHaveDuplicates();

    String target = "/all-pages" + list.target();
    ListAnswer json = ask(target, list.body(), "Accept: application/json");
    assertThat(json.whole()).isTrue();
    assertThat(PageText.items(json.body(), where)).isEqualTo(all);
    JsonNode answer = JSON.readTree(json.body());
    assertThat(Stream.of("next_page_token", "prev_page_token", "has_more", "next_page"))
        .noneMatch(answer::has);
    ListAnswer lines = ask(target, list.body(), "Accept: application/x-ndjson");
    assertThat(lines.whole()).isTrue();
    assertThat(lines.lines()).isEqualTo(all);
  }

  private static ListAnswer ask(String target, String body, String accept) throws IOException {
    String request = body.isEmpty() ? Lists.get(target, accept) : post(target, body, accept);
    return ListAnswer.to(gateway.port(), request);
  }
}
