package io.lakegate.gateway.catalog;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.catalog.IdempotencyField;
import io.lakegate.sdk.catalog.Operation;
import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageStyle;
import io.lakegate.sdk.waiting.Judgement;
import io.lakegate.sdk.waiting.PollTarget;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitSelection;
import io.lakegate.sdk.waiting.WaitTimes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The catalog's facts as JSON objects. */
final class EndpointFacts {

  /** What only reads by its method (RFC 9110, section 9.2.1). */
  private static final Set<String> READS = Set.of("GET", "HEAD");

  private EndpointFacts() {}

  static Map<String, Object> of(Endpoint endpoint) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", endpoint.method());
    facts.put("template", endpoint.template());
    facts.put("operations", endpoint.operations().stream().map(EndpointFacts::operation).toList());
    endpoint.list().ifPresent(list -> facts.put("list", list(list)));
    if (!endpoint.startsWaits().isEmpty()) {
      facts.put("starts", endpoint.startsWaits().stream().map(EndpointFacts::wait).toList());
    }
    if (!endpoint.pollsWaits().isEmpty()) {
      facts.put("shows", endpoint.pollsWaits().stream().map(EndpointFacts::wait).toList());
    }
    endpoint.idempotency().ifPresent(field -> facts.put("idempotency", idempotency(field)));
    facts.put("reads", endpoint.reads() || READS.contains(endpoint.method()));
    facts.put("reveals", endpoint.reveals());
    return facts;
  }

  /** One line for each list and each wait: what it is called by, and how it is paged or ends. */
  static Map<String, Object> index(Catalog catalog) {
    List<Map<String, Object>> lists = new ArrayList<>();
    List<Map<String, Object>> waits = new ArrayList<>();
    for (Endpoint endpoint : catalog.endpoints()) {
      endpoint
          .list()
          .map(list -> style(list.style()))
          .map(style -> entry(endpoint, "style", requireNonNull(style.get("style"))))
          .ifPresent(lists::add);
      if (!endpoint.startsWaits().isEmpty()) {
        waits.add(entry(endpoint, "starts", untils(endpoint.startsWaits())));
      }
      if (!endpoint.pollsWaits().isEmpty()) {
        waits.add(entry(endpoint, "shows", untils(endpoint.pollsWaits())));
      }
    }
    Map<String, Object> index = new LinkedHashMap<>();
    index.put("lists", lists);
    index.put("waits", waits);
    return index;
  }

  private static Map<String, Object> entry(Endpoint endpoint, String name, Object value) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("method", endpoint.method());
    facts.put("template", endpoint.template());
    facts.put(name, value);
    return facts;
  }

  /** What {@code _until} may say. */
  private static List<String> untils(List<WaitDescriptor> waits) {
    return waits.stream().map(WaitSelection::choice).distinct().toList();
  }

  private static Map<String, Object> operation(Operation operation) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", operation.name());
    facts.put("service", operation.service());
    facts.put("level", operation.level().name().toLowerCase(Locale.ROOT));
    facts.put("deprecated", operation.deprecated());
    return facts;
  }

  private static Map<String, Object> list(ListDescriptor list) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("items", items(list.items()));
    facts.putAll(style(list.style()));
    list.pageSize().ifPresent(name -> facts.put("page_size", name));
    if (!list.defaults().isEmpty()) {
      facts.put("defaults", list.defaults());
    }
    list.distinctBy().ifPresent(name -> facts.put("distinct_by", name));
    return facts;
  }

  /** In the words of the files that extend the catalog. */
  private static Map<String, Object> style(PageStyle style) {
    Map<String, Object> facts = new LinkedHashMap<>();
    switch (style) {
      case PageStyle.Token token -> {
        facts.put("style", "token");
        facts.put("in", token.place().name().toLowerCase(Locale.ROOT));
        facts.put("parameter", token.parameter());
        facts.put("field", token.field());
        token.keepOnly().ifPresent(names -> facts.put("keep_only", names));
        token.nextPath().ifPresent(path -> facts.put("next_path", path));
      }
      case PageStyle.Offset offset -> {
        facts.put("style", "offset");
        facts.put("parameter", offset.offsetParameter());
        facts.put("limit", offset.limitParameter());
        facts.put("start", offset.start());
      }
      case PageStyle.Page page -> {
        facts.put("style", "page");
        facts.put("parameter", page.parameter());
        facts.put("start", page.start());
      }
      case PageStyle.NextRequest request -> {
        facts.put("style", "next_request");
        facts.put("field", request.field());
      }
      case PageStyle.Single _ -> facts.put("style", "single");
      case PageStyle.Chunks chunks -> {
        facts.put("style", "chunks");
        facts.put("parameter", chunks.pathParameter());
        facts.put("field", chunks.field());
      }
      case PageStyle.ByteRanges _ -> facts.put("style", "byte_ranges");
    }
    return facts;
  }

  private static List<String> items(Items items) {
    return switch (items) {
      case Items.Root _ -> List.of();
      case Items.Member(List<String> path) -> List.of(String.join(".", path));
      case Items.Several(List<String> names) -> names;
      case Items.Merged merged -> merged.arrays();
    };
  }

  private static Map<String, Object> wait(WaitDescriptor wait) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", wait.name());
    facts.put("poll", poll(wait.poll()));
    facts.put("until", WaitSelection.choice(wait));
    switch (wait.judgement()) {
      case Judgement.States states -> {
        facts.put("success", new TreeSet<>(states.success()));
        facts.put("failure", new TreeSet<>(states.failure()));
        facts.put("dead", new TreeSet<>(states.dead()));
      }
      case Judgement.Operation _ -> facts.put("success", List.of("DONE"));
      case Judgement.Gone gone -> {
        facts.put("success", List.of("GONE"));
        facts.put("failure", new TreeSet<>(gone.failure()));
      }
      case Judgement.Elements elements -> {
        facts.put("success", List.of("DONE"));
        facts.put("failure", new TreeSet<>(elements.failure()));
      }
    }
    facts.put("timeout_seconds", WaitTimes.timeout(wait).toSeconds());
    return facts;
  }

  /** What is asked by GET, and with which parameters in its query. */
  private static Map<String, Object> poll(PollTarget poll) {
    List<String> query =
        poll.parameters().stream()
            .filter(parameter -> !parameter.inPath())
            .map(PollTarget.Parameter::name)
            .toList();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("path", poll.matchTemplate());
    if (!query.isEmpty()) {
      facts.put("query", query);
    }
    return facts;
  }

  private static Map<String, Object> idempotency(IdempotencyField field) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("field", field.name());
    facts.put("in", field.place().name().toLowerCase(Locale.ROOT));
    facts.put("documented", field.documented());
    return facts;
  }
}
