package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the items out of one page, in one pass over its bytes. What it leaves is positions; no item
 * is read, copied or written anew.
 */
final class PageSlicer {

  private final JsonScanner json;
  private final Offsets items = new Offsets();
  private final Members members;
  private List<String> path = List.of();
  private @Nullable ItemsSite site;

  private PageSlicer(byte[] bytes) {
    json = new JsonScanner(bytes, Reason.BAD_PAGE);
    members = new Members(bytes);
  }

  /**
   * Cuts a page.
   *
   * @param bytes the body of a successful answer, UTF-8 with or without byte order mark; not
   *     copied, so not to be changed
   * @param where where the items stand in it
   * @throws PagingException if it is not JSON to its last byte, if the items are something else
   *     than one array, or if it holds an {@code error_code}; nothing else is thrown whatever the
   *     bytes
   */
  static Page slice(byte[] bytes, Items where) {
    return new PageSlicer(bytes).slice(where);
  }

  private Page slice(Items where) {
    int from = json.start();
    int to = page(from, where);
    json.expectEnd(to);
    members.refuseError();
    ItemsSite found = site;
    if (found == null) {
      throw json.failure(from, "an array of items");
    }
    if (found instanceof ItemsSite.Absent) {
      members.refuseErrorInsteadOfItems();
    }
    return new Page(json.bytes(), new Page.Extent(from, to), items, members, found);
  }

  private int page(int from, Items where) {
    return switch (where) {
      // no list; but what it is may be an error, which says more
      case Items.Root() when json.is(from, '{') -> several(from, List.of());
      case Items.Root() -> array(from);
      case Items.Member member -> {
        path = member.path();
        yield object(from, 0);
      }
      case Items.Several arrays -> several(from, arrays.names());
      case Items.Merged merged ->
          throw PagingException.of(
              Reason.NOT_PAGEABLE,
              "pages of one object with the growing arrays "
                  + String.join(", ", merged.arrays())
                  + ", expected pages of a list");
    };
  }

  /** Passes an object on the way to the items, and what the way leads to. */
  private int object(int open, int level) {
    JsonMembers walk = new JsonMembers(json, open);
    boolean found = false;
    boolean alone = true;
    while (walk.next()) {
      alone = false;
      int valueTo;
      if (walk.isNamed(path.get(level))) {
        refuseSecond(found, walk, path.get(level));
        found = true;
        valueTo = onTheWay(walk.valueFrom(), level + 1);
        walk.passedValue(valueTo);
      } else {
        valueTo = walk.passValue();
      }
      if (level == 0) {
        members.add(walk, valueTo);
      }
    }
    if (!found) {
      site = new ItemsSite.Absent(open, rest(level), alone);
    }
    return walk.position();
  }

  private void refuseSecond(boolean found, JsonMembers walk, String name) {
    if (found) {
      throw json.failure(walk.nameFrom(), "no second member " + name);
    }
  }

  private int onTheWay(int at, int level) {
    if (json.is(at, 'n')) {
      int to = json.value(at);
      site = new ItemsSite.InsteadOfNull(at, to, rest(level));
      return to;
    }
    return level == path.size() ? array(at) : object(at, level);
  }

  private List<String> rest(int level) {
    return path.subList(level, path.size());
  }

  private int several(int open, List<String> names) {
    JsonMembers walk = new JsonMembers(json, open);
    Set<String> absent = new LinkedHashSet<>(names);
    Set<String> found = new LinkedHashSet<>();
    while (walk.next()) {
      Optional<String> name = names.stream().filter(walk::isNamed).findFirst();
      name.ifPresent(known -> refuseSecond(!found.add(known), walk, known));
      if (name.isPresent() && !json.is(walk.valueFrom(), 'n')) {
        absent.remove(name.get());
        walk.passedValue(cut(walk.valueFrom()) + 1);
      } else {
        walk.passValue();
      }
      members.add(walk, walk.position());
    }
    if (!names.isEmpty()) {
      site = new ItemsSite.Several(open, List.copyOf(absent), found.isEmpty());
    }
    return walk.position();
  }

  private int array(int open) {
    int close = cut(open);
    site = new ItemsSite.InArray(open, close);
    return close + 1;
  }

  /** Cuts an array into its items, and returns where its closing bracket is. */
  private int cut(int open) {
    int at = json.white(json.expect(open, '['));
    if (json.is(at, ']')) {
      return at;
    }
    while (true) {
      int to = json.value(at);
      items.add(at);
      items.add(to);
      at = json.white(to);
      if (json.is(at, ']')) {
        return at;
      }
      if (!json.is(at, ',')) {
        throw json.failure(at, "',' or ']'");
      }
      at = json.white(at + 1);
    }
  }
}
