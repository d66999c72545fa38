package io.lakegate.sandbox.clusters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Numbers;
import io.lakegate.sandbox.paging.Limits;
import io.lakegate.sandbox.paging.Page;
import io.lakegate.sandbox.paging.Pager;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * A question for a cluster's events. It is paged in two ways: with {@code offset} and {@code
 * limit}, whose answer holds the whole next request as {@code next_page}, and with {@code
 * page_size} and {@code page_token}. A question with neither is answered with both.
 */
final class EventQuery {
  private static final Pager<Long> PAGER = Pager.byNumber();
  private static final int STANDARD = 50;
  private static final int MOST = 500;

  private final ObjectNode body;
  private final long from;
  private final long to;
  private final boolean ascending;
  private final Set<String> types = new LinkedHashSet<>();

  EventQuery(ObjectNode body, Instant now) {
    this.body = body;
    this.from = Numbers.int64(body, "start_time").orElse(0L);
    this.to = Numbers.int64(body, "end_time").orElse(now.toEpochMilli());
    String order = body.path("order").asText("DESC");
    if (!Set.of("ASC", "DESC").contains(order)) {
      throw ApiProblem.invalidParameter("order must be ASC or DESC, was " + order);
    }
    this.ascending = order.equals("ASC");
    for (JsonNode type : body.path("event_types")) {
      types.add(type.asText());
    }
  }

  ObjectNode answer(Cluster cluster) {
    NavigableMap<Long, ClusterEvent> events = selected(cluster.events());
    ObjectNode answer = Json.object();
    boolean byToken = body.has("page_size") || body.has("page_token");
    boolean byOffset = body.has("offset") || body.has("limit");
    if (byToken && byOffset) {
      throw ApiProblem.invalidParameter("offset and limit cannot go with page_size or page_token");
    }
    List<ClusterEvent> shown = List.of();
    if (!byOffset) {
      Page<ClusterEvent> page = tokenPage(events, cluster.id());
      page.putTokens(answer);
      shown = page.items();
    }
    if (!byToken) {
      shown = offsetPage(events, cluster.id(), answer);
    }
    ArrayNode items = answer.putArray("events");
    shown.forEach(event -> items.add(event.json(cluster.id())));
    return answer.put("total_count", events.size());
  }

  private Page<ClusterEvent> tokenPage(NavigableMap<Long, ClusterEvent> events, String clusterId) {
    int size =
        new Limits("page_size", STANDARD, MOST).check(Numbers.int64(body, "page_size").orElse(0L));
    String scope = "events " + clusterId + from + ascending + types;
    return PAGER.page(scope, events, size, body.path("page_token").asText(""));
  }

  private List<ClusterEvent> offsetPage(
      NavigableMap<Long, ClusterEvent> events, String clusterId, ObjectNode answer) {
    int limit = new Limits("limit", STANDARD, MOST).check(Numbers.int64(body, "limit").orElse(0L));
    long offset = Numbers.int64(body, "offset").orElse(0L);
    if (offset < 0) {
      throw ApiProblem.invalidParameter("offset must not be negative, was " + offset);
    }
    if (offset + limit < events.size()) {
      answer.set("next_page", nextRequest(clusterId, offset + limit, limit));
    }
    return events.values().stream().skip(offset).limit(limit).toList();
  }

  /** Names the end explicitly, so that events which happen meanwhile do not shift the pages. */
  private ObjectNode nextRequest(String clusterId, long offset, int limit) {
    ObjectNode next =
        Json.object()
            .put("cluster_id", clusterId)
            .put("order", ascending ? "ASC" : "DESC")
            .put("end_time", to)
            .put("offset", offset)
            .put("limit", limit);
    if (from > 0) {
      next.put("start_time", from);
    }
    if (!types.isEmpty()) {
      ArrayNode names = next.putArray("event_types");
      types.forEach(names::add);
    }
    return next;
  }

  private NavigableMap<Long, ClusterEvent> selected(List<ClusterEvent> events) {
    NavigableMap<Long, ClusterEvent> selected =
        new TreeMap<>(
            ascending ? Comparator.<Long>naturalOrder() : Comparator.<Long>reverseOrder());
    for (int i = 0; i < events.size(); i++) {
      ClusterEvent event = events.get(i);
      long time = event.time().toEpochMilli();
      if (time >= from && time <= to && (types.isEmpty() || types.contains(event.type()))) {
        selected.put((long) i, event);
      }
    }
    return selected;
  }
}
