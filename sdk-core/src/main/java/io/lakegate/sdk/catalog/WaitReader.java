package io.lakegate.sdk.catalog;

import io.lakegate.sdk.waiting.Binding;
import io.lakegate.sdk.waiting.Binding.From;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one wait of a catalog file. */
final class WaitReader {

  private static final List<String> MEMBERS =
      List.of("name", "poll", "states", "operation", "gone", "elements", "timeout", "triggers");

  private static final List<String> POLL_MEMBERS = List.of("path", "query");
  private static final List<String> TRIGGER_MEMBERS = List.of("method", "path", "bind");

  private final CatalogInput in;
  private final JudgementReader judgements;

  WaitReader(CatalogInput in) {
    this.in = in;
    this.judgements = new JudgementReader(in);
  }

  /** The wait; null if it cannot be used, which is then reported. */
  @Nullable WaitDraft read() throws IOException {
    WaitDraft draft = new WaitDraft(in.file(), in.place());
    if (!in.object()) {
      return null;
    }
    while (in.member()) {
      member(draft);
    }
    boolean named = in.has("name", draft.name);
    boolean polled = in.has("poll.path", draft.pollPath);
    if (!draft.judged) {
      in.report("expected a member states, operation, gone or elements");
    }
    return named && polled && draft.judgement != null ? draft : null;
  }

  private void member(WaitDraft draft) throws IOException {
    switch (in.name()) {
      case "name" -> draft.name = in.required();
      case "poll" -> poll(draft);
      case "states", "operation", "gone", "elements" -> {
        if (draft.judged) {
          in.report("expected only one of states, operation, gone and elements");
        }
        draft.judged = true;
        draft.judgement = judgements.read();
      }
      case "timeout" -> timeout(draft);
      case "triggers" -> {
        if (in.array()) {
          while (in.element()) {
            trigger(draft);
          }
        }
      }
      default -> in.unknown(MEMBERS);
    }
  }

  private void poll(WaitDraft draft) throws IOException {
    if (!in.object()) {
      return;
    }
    while (in.member()) {
      switch (in.name()) {
        case "path" -> draft.pollPath = in.path();
        case "query" -> draft.query = in.textsByName();
        default -> in.unknown(POLL_MEMBERS);
      }
    }
  }

  private void timeout(WaitDraft draft) throws IOException {
    Optional<Duration> time = in.duration(in.text());
    if (time.isPresent()) {
      draft.takesAtMost(time.get());
    } else {
      in.unexpected("a time such as 90s, 20m or 1h30m");
    }
  }

  private void trigger(WaitDraft draft) throws IOException {
    String place = in.place();
    if (!in.object()) {
      return;
    }
    String method = "";
    String path = "";
    List<Binding> bindings = List.of();
    while (in.member()) {
      switch (in.name()) {
        case "method" -> method = in.required();
        case "path" -> path = in.path();
        case "bind" -> bindings = bindings();
        default -> in.unknown(TRIGGER_MEMBERS);
      }
    }
    boolean called = in.has("method", method);
    boolean placed = in.has("path", path);
    if (called && placed) {
      draft.triggers.add(new WaitDraft.Trigger(place, method, path, bindings));
    }
  }

  private List<Binding> bindings() throws IOException {
    List<Binding> bindings = new ArrayList<>(1);
    if (in.object()) {
      while (in.member()) {
        String parameter = in.name();
        Binding binding = binding(parameter, in.text());
        if (binding != null) {
          bindings.add(binding);
        }
      }
    }
    return bindings;
  }

  private @Nullable Binding binding(String parameter, String text) throws IOException {
    int dot = text.indexOf('.');
    From from =
        switch (text.substring(0, Math.max(dot, 0))) {
          case "response" -> From.RESPONSE;
          case "path" -> From.REQUEST_PATH;
          case "body" -> From.REQUEST_BODY;
          default -> null;
        };
    if (from == null || dot == text.length() - 1) {
      in.unexpected("response.NAME, path.NAME or body.NAME");
      return null;
    }
    return new Binding(parameter, from, in.same(text.substring(dot + 1)));
  }
}
