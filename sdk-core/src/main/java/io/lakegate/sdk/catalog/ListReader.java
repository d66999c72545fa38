package io.lakegate.sdk.catalog;

import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageStyle;
import io.lakegate.sdk.paging.PageStyle.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads how a list is paged. */
final class ListReader {

  private static final List<String> ANY =
      List.of("items", "merged", "style", "defaults", "page_size", "distinct_by", "tokens");

  private static final List<String> NAMES =
      List.of("token", "offset", "page", "next_request", "chunks", "single", "byte_ranges");

  private static final Map<String, StyleMembers> STYLES =
      Map.of(
          "token",
          new StyleMembers(
              List.of(), List.of("in", "parameter", "field", "keep_only", "next_path")),
          "offset",
          new StyleMembers(List.of("parameter", "limit"), List.of("start")),
          "page",
          new StyleMembers(List.of("parameter"), List.of("start")),
          "next_request",
          new StyleMembers(List.of("field"), List.of()),
          "chunks",
          new StyleMembers(List.of("parameter", "field"), List.of()),
          "single",
          new StyleMembers(List.of(), List.of()),
          "byte_ranges",
          new StyleMembers(List.of(), List.of()));

  private static final List<String> PLACES = List.of("query", "body");
  private static final List<String> MERGED = List.of("arrays", "preferred", "otherwise");

  private static final Items ROOT = new Items.Root();
  private static final PageStyle SINGLE = new PageStyle.Single();

  /** How nearly all lists are paged. */
  private static final PageStyle.Token TOKEN =
      new PageStyle.Token(
          Place.QUERY, "page_token", "next_page_token", Optional.empty(), Optional.empty());

  private static final List<String> TOKEN_TOKENS = List.of(TOKEN.field());

  private final CatalogInput in;

  ListReader(CatalogInput in) {
    this.in = in;
  }

  /** The descriptor; null if it cannot be used, which is then reported. */
  @Nullable ListDescriptor read() throws IOException {
    if (!in.object()) {
      return null;
    }
    Draft draft = new Draft();
    while (in.member()) {
      draft.seen.add(in.name());
      member(draft);
    }
    PageStyle style = style(draft);
    return style == null ? null : draft.descriptor(style);
  }

  private void member(Draft draft) throws IOException {
    switch (in.name()) {
      case "items" -> draft.items = items();
      case "merged" -> draft.items = merged();
      case "style" -> draft.style = in.choice(NAMES);
      case "in" -> draft.place = in.choice(PLACES).equals("body") ? Place.BODY : Place.QUERY;
      case "parameter" -> draft.parameter = in.required();
      case "field" -> draft.field = in.required();
      case "keep_only" -> draft.keepOnly = Optional.of(in.texts());
      case "next_path" -> draft.nextPath = Optional.of(in.required());
      case "limit" -> draft.limit = in.required();
      case "start" -> draft.start = in.whole();
      case "defaults" -> draft.defaults = in.textsByName();
      case "page_size" -> draft.pageSize = Optional.of(in.required());
      case "distinct_by" -> draft.distinctBy = Optional.of(in.required());
      case "tokens" -> draft.tokens = in.texts();
      default -> in.unknown(allMembers());
    }
  }

  private static List<String> allMembers() {
    List<String> all = new ArrayList<>(ANY);
    all.addAll(List.of("in", "parameter", "field", "keep_only", "next_path", "limit", "start"));
    return all;
  }

  private Items items() throws IOException {
    if (in.isArray()) {
      return new Items.Several(in.texts());
    }
    String path = in.required();
    return path.isEmpty() ? ROOT : new Items.Member(List.of(path.split("\\.")));
  }

  private Items merged() throws IOException {
    List<String> arrays = List.of();
    String preferred = "";
    String otherwise = "";
    if (in.object()) {
      while (in.member()) {
        switch (in.name()) {
          case "arrays" -> arrays = in.texts();
          case "preferred" -> preferred = in.required();
          case "otherwise" -> otherwise = in.required();
          default -> in.unknown(MERGED);
        }
      }
    }
    if (preferred.isEmpty() != otherwise.isEmpty()) {
      in.report("expected both preferred and otherwise, or none of them");
    }
    return new Items.Merged(
        arrays,
        preferred.isEmpty() || otherwise.isEmpty()
            ? Optional.empty()
            : Optional.of(new Items.Alternative(preferred, otherwise)));
  }

  private @Nullable PageStyle style(Draft draft) {
    StyleMembers members = STYLES.get(draft.style);
    if (members == null) {
      if (!draft.seen.contains("style")) {
        in.report("expected a member style: one of " + String.join(", ", NAMES));
      }
      return null;
    }
    if (!fits(draft, members)) {
      return null;
    }
    return switch (draft.style) {
      case "token" -> token(draft);
      case "offset" -> new PageStyle.Offset(draft.parameter, draft.limit, draft.start);
      case "page" -> new PageStyle.Page(draft.parameter, draft.start);
      case "next_request" -> new PageStyle.NextRequest(draft.field);
      case "chunks" -> new PageStyle.Chunks(draft.parameter, draft.field);
      case "byte_ranges" -> new PageStyle.ByteRanges();
      default -> SINGLE;
    };
  }

  private static PageStyle token(Draft draft) {
    PageStyle.Token token =
        new PageStyle.Token(
            draft.place,
            draft.parameter.isEmpty() ? TOKEN.parameter() : draft.parameter,
            draft.field.isEmpty() ? TOKEN.field() : draft.field,
            draft.keepOnly,
            draft.nextPath);
    draft.field = token.field();
    return draft.isPlain(token) ? TOKEN : token;
  }

  /** Whether the list has all members that its style needs, and none that it does not take. */
  private boolean fits(Draft draft, StyleMembers members) {
    boolean fits = true;
    for (String name : draft.seen) {
      if (!ANY.contains(name) && !members.takes.contains(name) && !members.needs.contains(name)) {
        in.report("expected no member " + name + " beside style " + draft.style);
        fits = false;
      }
    }
    for (String name : members.needs) {
      if (!draft.seen.contains(name)) {
        in.report("expected a member " + name + " beside style " + draft.style);
        fits = false;
      }
    }
    return fits;
  }

  /** The members of one style. */
  private record StyleMembers(List<String> needs, List<String> takes) {}

  /** A list while it is read. */
  private static final class Draft {
    private final List<String> seen = new ArrayList<>(4);
    private Items items = ROOT;
    private String style = "";
    private Place place = Place.QUERY;
    private String parameter = "";
    private String field = "";
    private Optional<List<String>> keepOnly = Optional.empty();
    private Optional<String> nextPath = Optional.empty();
    private String limit = "";
    private long start;
    private Map<String, String> defaults = Map.of();
    private Optional<String> pageSize = Optional.empty();
    private Optional<String> distinctBy = Optional.empty();
    private List<String> tokens = List.of();

    private boolean isPlain(PageStyle.Token token) {
      return token.place() == TOKEN.place()
          && token.parameter().equals(TOKEN.parameter())
          && token.field().equals(TOKEN.field())
          && token.keepOnly().isEmpty()
          && token.nextPath().isEmpty();
    }

    private ListDescriptor descriptor(PageStyle used) {
      return new ListDescriptor(items, used, defaults, pageSize, distinctBy, allTokens());
    }

    /** The style's own field is always one of them. */
    private List<String> allTokens() {
      if (tokens.isEmpty() && field.equals(TOKEN.field())) {
        return TOKEN_TOKENS;
      }
      List<String> all = new ArrayList<>(tokens);
      if (!field.isEmpty() && !all.contains(field)) {
        all.addFirst(field);
      }
      return all;
    }
  }
}
