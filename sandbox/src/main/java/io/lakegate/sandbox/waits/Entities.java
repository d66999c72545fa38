package io.lakegate.sandbox.waits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The things that exist or have existed, by what tells them apart. */
final class Entities {
  private final Map<String, Entity> byKey = new Remembered<>();

  Optional<Entity> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Sets a thing in motion and gives it members; one that is gone, or never was, is a new one. */
  Entity move(String key, Entity.Move move, ObjectNode members, Instant now) {
    Entity entity = find(key).filter(known -> !known.gone(now)).orElseGet(() -> new Entity(move));
    entity.move(move);
    Json.merge(entity.members(), members);
    byKey.put(key, entity);
    return entity;
  }
}
