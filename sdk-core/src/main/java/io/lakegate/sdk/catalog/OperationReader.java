package io.lakegate.sdk.catalog;

import io.lakegate.sdk.catalog.IdempotencyField.Place;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one operation of a catalog file. */
final class OperationReader {

  private static final List<String> MEMBERS =
      List.of(
          "name",
          "level",
          "method",
          "path",
          "template",
          "deprecated",
          "reads",
          "reveals",
          "media",
          "idempotency",
          "list");

  private static final List<String> IDEMPOTENCY_MEMBERS = List.of("field", "in", "documented");

  private static final List<String> LEVELS = List.of("workspace", "account");
  private static final List<String> PLACES = List.of("body", "query");
  static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private final CatalogInput in;
  private final ListReader lists;

  OperationReader(CatalogInput in) {
    this.in = in;
    this.lists = new ListReader(in);
  }

  /** The operation; null if it cannot be used, which is then reported. */
  @Nullable OperationDraft read() throws IOException {
    if (!in.object()) {
      return null;
    }
    OperationDraft draft = new OperationDraft(in.file(), in.place());
    while (in.member()) {
      member(draft);
    }
    return isWhole(draft) ? draft : null;
  }

  private void member(OperationDraft draft) throws IOException {
    switch (in.name()) {
      case "name" -> draft.name = in.required();
      case "level" ->
          draft.level = in.choice(LEVELS).equals("account") ? Level.ACCOUNT : Level.WORKSPACE;
      case "method" -> draft.method = in.choice(METHODS);
      case "path" -> draft.path = in.path();
      case "template" -> draft.template = in.path();
      case "deprecated" -> draft.deprecated = in.flag();
      case "reads" -> draft.reads = in.flag();
      case "reveals" -> draft.reveals = in.flag();
      case "media" -> draft.mediaTypes = in.texts();
      case "idempotency" -> draft.idempotency = idempotency();
      case "list" -> draft.list = lists.read();
      default -> in.unknown(MEMBERS);
    }
  }

  private @Nullable IdempotencyField idempotency() throws IOException {
    if (!in.object()) {
      return null;
    }
    String field = "";
    Place place = Place.BODY;
    boolean documented = true;
    while (in.member()) {
      switch (in.name()) {
        case "field" -> field = in.required();
        case "in" -> place = in.choice(PLACES).equals("query") ? Place.QUERY : Place.BODY;
        case "documented" -> documented = in.flag();
        default -> in.unknown(IDEMPOTENCY_MEMBERS);
      }
    }
    if (!in.has("field", field)) {
      return null;
    }
    return new IdempotencyField(field, place, documented);
  }

  private boolean isWhole(OperationDraft draft) {
    if (draft.template.isEmpty()) {
      draft.template = draft.path;
    }
    boolean named = in.has("name", draft.name);
    boolean called = in.has("method", draft.method);
    boolean placed = in.has("path", draft.path);
    return named && called && placed && fits(draft);
  }

  /** The data plane's address is known to the origin alone: one name, and no path. */
  private boolean fits(OperationDraft draft) {
    if (draft.path.equals("{data_plane_url}")) {
      return true;
    }
    draft.route = in.template(draft.template);
    return draft.route != null && in.isPath(draft.path, draft.template);
  }
}
