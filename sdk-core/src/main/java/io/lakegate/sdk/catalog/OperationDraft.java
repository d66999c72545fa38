package io.lakegate.sdk.catalog;

import io.lakegate.sdk.paging.ListDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operation while its file is read. */
final class OperationDraft {
  final String file;
  final String place;
  String name = "";
  Level level = Level.WORKSPACE;
  String method = "";
  String path = "";
  String template = "";

  /** The template as it was read; null for one that no path fits. */
  @Nullable PathTemplate route;

  boolean deprecated;
  boolean reads;
  boolean reveals;
  List<String> mediaTypes = List.of();
  @Nullable ListDescriptor list;
  @Nullable IdempotencyField idempotency;

  OperationDraft(String file, String place) {
    this.file = file;
    this.place = place;
  }

  /** What all methods and templates that fit the same requests have in common. */
  String key() {
    return method.concat(route == null ? template : route.shape());
  }

  Operation operation(String service) {
    return new Operation(service, name, level, path, deprecated, mediaTypes);
  }
}
