package io.lakegate.sdk.catalog;

import io.lakegate.sdk.paging.ListDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation while its file is read. */
final class OperationDraft {
  String name = "";
  Level level = Level.WORKSPACE;
  String method = "";
  String path = "";
  String template = "";
  boolean deprecated;
  boolean reads;
  boolean reveals;
  List<String> mediaTypes = List.of();
  @Nullable ListDescriptor list;
  @Nullable IdempotencyField idempotency;

  Operation operation(String service) {
    return new Operation(service, name, level, path, deprecated, mediaTypes);
  }
}
