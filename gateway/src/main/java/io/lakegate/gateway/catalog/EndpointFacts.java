package io.lakegate.gateway.catalog;

import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.catalog.IdempotencyField;
import io.lakegate.sdk.catalog.Operation;
import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageStyle;
import io.lakegate.sdk.waiting.Judgement;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTimes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The catalog's facts as JSON objects. */
final class EndpointFacts {

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
    facts.put("reads", endpoint.reads());
    facts.put("reveals", endpoint.reveals());
    return facts;
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
    facts.put("style", style(list.style()));
    facts.put("items", items(list.items()));
    list.pageSize().ifPresent(name -> facts.put("page_size", name));
    return facts;
  }

  private static String style(PageStyle style) {
    return switch (style) {
      case PageStyle.Token token ->
          token.place() == PageStyle.Place.BODY ? "token in the body" : "token";
      case PageStyle.Offset _ -> "offset";
      case PageStyle.Page _ -> "page";
      case PageStyle.NextRequest _ -> "next request";
      case PageStyle.Single _ -> "single";
      case PageStyle.Chunks _ -> "chunks";
      case PageStyle.ByteRanges _ -> "byte ranges";
    };
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

  private static Map<String, Object> idempotency(IdempotencyField field) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("field", field.name());
    facts.put("in", field.place().name().toLowerCase(Locale.ROOT));
    facts.put("documented", field.documented());
    return facts;
  }
}
