package io.lakegate.sdk.catalog;

import io.lakegate.sdk.waiting.Binding;
import io.lakegate.sdk.waiting.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A wait while its file is read, before the endpoints that it names are looked up. */
final class WaitDraft {
  final String file;
  final String place;
  String name = "";
  String pollPath = "";

  /** The query parameters of the poll, by what bindings call them. */
  Map<String, String> query = Map.of();

  /** Whether it says in some way how it is judged. */
  boolean judged;

  @Nullable Judgement judgement;
  final List<Trigger> triggers = new ArrayList<>(1);
  private Optional<Duration> timeout = Optional.empty();

  WaitDraft(String file, String place) {
    this.file = file;
    this.place = place;
  }

  /** How long it usually takes at most. */
  Optional<Duration> timeout() {
    return timeout;
  }

  /** Says how long it usually takes at most. */
  void takesAtMost(Duration time) {
    timeout = Optional.of(time);
  }

  /** A call that starts it. */
  record Trigger(String place, String method, String path, List<Binding> bindings) {}
}
