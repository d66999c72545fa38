package io.lakegate.sandbox.faults;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Disruption;
import io.lakegate.sandbox.http.Disruptor;
import io.lakegate.sandbox.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules in force, oldest first. The first that concerns an exchange, and has let pass as many
 * as it should, is applied to it, and no other.
 *
 * <p>Threading: confined to the event loop.
 */
public final class FaultBook implements Disruptor {
  private final List<Entry> entries = new ArrayList<>();
  private long lastId;

  /** Creates a book without rules. */
  public FaultBook() {}

  @Override
  public Optional<Disruption> next(String method, String path) {
    for (Entry entry : entries) {
      if (entry.fault.concerns(method, path) && !entry.passes()) {
        entry.spend();
        entries.removeIf(Entry::spent);
        return Optional.of(entry.fault.disruption());
      }
    }
    return Optional.empty();
  }

  ObjectNode add(Fault fault) {
    Entry entry = new Entry(++lastId, fault);
    entries.add(entry);
    return entry.json();
  }

  ArrayNode list() {
    ArrayNode list = Json.array();
    entries.forEach(entry -> list.add(entry.json()));
    return list;
  }

  void clear() {
    entries.clear();
  }

  private static final class Entry {
    private final long id;
    private final Fault fault;
    private long passing;
    private long remaining;

    Entry(long id, Fault fault) {
      this.id = id;
      this.fault = fault;
      this.passing = fault.skip();
      this.remaining = fault.times();
    }

    /** Tells whether an exchange is let pass, and counts it. */
    boolean passes() {
      return passing > 0 && passing-- > 0;
    }

    void spend() {
      if (remaining != Fault.ALWAYS) {
        remaining--;
      }
    }

    boolean spent() {
      return remaining == 0;
    }

    ObjectNode json() {
      ObjectNode json = Json.object().put("id", id);
      json.setAll(fault.source().deepCopy());
      return remaining == Fault.ALWAYS
          ? json.put("remaining", FaultReader.ALWAYS)
          : json.put("remaining", remaining);
    }
  }
}
