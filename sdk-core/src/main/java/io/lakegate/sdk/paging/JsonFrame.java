package io.lakegate.sdk.paging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands around the joined items: the first page without its own items and without the members
 * that mean nothing once pages are joined. All else is copied as it came.
 */
final class JsonFrame {

  private final Page page;

  /** Ascending pairs of positions between which nothing is copied. */
  private final Offsets dropped = new Offsets();

  private boolean allDropped = true;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();

  /**
   * Takes the frame of a first page.
   *
   * @param tokens the names of the members that are left out
   */
  JsonFrame(Page page, List<String> tokens) {
    this.page = page;
    dropMembers(tokens);
    switch (page.site()) {
      case ItemsSite.InArray(int open, int close) -> split(open + 1, "", "", close);
      case ItemsSite.InsteadOfNull(int at, int to, List<String> below) ->
          split(at, opening(below), closing(below), to);
      case ItemsSite.Absent(int brace, List<String> below, boolean alone) -> {
        boolean last = alone || (brace == page.extent().from() && allDropped);
        String opening = opening(below).substring(1);
        String closing = closing(below);
        String inObject = closing.substring(0, closing.length() - 1);
        split(brace + 1, opening, last ? inObject : inObject + ",", brace + 1);
      }
      case ItemsSite.Several(int brace, List<String> absent, boolean _) -> {
        String arrays =
            absent.stream()
                .map(name -> JsonText.quote(name) + ":[]")
                .collect(Collectors.joining(","));
        boolean last = allDropped || absent.isEmpty();
        split(brace + 1, arrays, last ? "" : ",", brace + 1);
      }
    }
  }

  /** Copies what is before and behind the place for the items, and writes what is around them. */
  private void split(int headTo, String opening, String closing, int tailFrom) {
    copy(page.extent().from(), headTo, head);
    head.writeBytes(opening.getBytes(StandardCharsets.UTF_8));
    tail.writeBytes(closing.getBytes(StandardCharsets.UTF_8));
    copy(tailFrom, page.extent().to(), tail);
  }

  /** What comes before the first item. */
  byte[] head() {
    return head.toByteArray();
  }

  /** What comes after the last item. */
  byte[] tail() {
    return tail.toByteArray();
  }

  /**
   * Drops members with one comma each: the one before, or, as long as nothing is kept, the one
   * behind.
   */
  private void dropMembers(List<String> tokens) {
    Members members = page.members();
    for (int member = 0; member < members.count(); member++) {
      if (!isDropped(member, tokens)) {
        allDropped = false;
      } else if (!allDropped) {
        dropped.add(members.valueTo(member - 1));
        dropped.add(members.valueTo(member));
      } else {
        dropped.add(members.nameFrom(member));
        boolean last = member == members.count() - 1;
        dropped.add(last ? members.valueTo(member) : members.nameFrom(member + 1));
      }
    }
  }

  /** Never the member that holds the items, whatever a descriptor says. */
  private boolean isDropped(int member, List<String> tokens) {
    Members members = page.members();
    int items = page.site().at();
    if (items >= members.valueFrom(member) && items < members.valueTo(member)) {
      return false;
    }
    List<String> absent =
        page.site() instanceof ItemsSite.Several several ? several.absent() : List.of();
    return Stream.concat(tokens.stream(), absent.stream())
        .anyMatch(name -> members.isNamed(member, name));
  }

  /** Copies a range of the page without what is dropped. */
  private void copy(int from, int to, ByteArrayOutputStream out) {
    int at = from;
    for (int i = 0; i < dropped.size(); i += 2) {
      int until = Math.min(dropped.get(i), to);
      if (until >= at) {
        out.write(page.bytes(), at, until - at);
        at = Math.max(at, dropped.get(i + 1));
      }
    }
    if (at < to) {
      out.write(page.bytes(), at, to - at);
    }
  }

  private static String opening(List<String> names) {
    StringBuilder text = new StringBuilder();
    names.forEach(name -> text.append('{').append(JsonText.quote(name)).append(':'));
    return text.append('[').toString();
  }

  private static String closing(List<String> names) {
    return "]" + "}".repeat(names.size());
  }
}
