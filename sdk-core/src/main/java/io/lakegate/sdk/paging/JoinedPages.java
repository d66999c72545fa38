package io.lakegate.sdk.paging;

import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the items of many pages as one answer, page by page. It hands on parts of the pages' own
 * bytes and keeps no page, so that a list of any length needs the memory of one.
 *
 * <p>Every page of a walk is added, empty ones too, in order; the first gives the frame. Threading:
 * one thread at a time.
 */
public final class JoinedPages {

  private static final byte[] COMMA = {','};
  private static final byte[] LINE_END = {'\n'};
  private static final byte[] NOTHING = {};

  /** How items are written. */
  public enum Format {
    /**
     * The JSON of the first page with the items of all pages in its array, and without the tokens
     * that its descriptor names. Where it has no array of items, it gets one. Items that follow
     * each other in a page are one part with all that stands between them.
     */
    JSON,
    /**
     * One item a line, and nothing else of the pages ({@code application/x-ndjson}). A line break
     * inside an item, which can only be white space between its values, becomes a space.
     */
    NDJSON
  }

  /** Where the answer goes. */
  @FunctionalInterface
  public interface Parts {

    /**
     * Takes the next part of the answer.
     *
     * @param bytes where it stands; neither side changes them afterwards
     * @param from where it begins
     * @param to where it ends, behind its last byte
     */
    void accept(byte[] bytes, int from, int to);
  }

  private final ListDescriptor descriptor;
  private final Format format;
  private final Parts out;
  private final Optional<Distinct> distinct;
  private boolean begun;
  private boolean filled;
  private byte[] tail = NOTHING;

  /**
   * Creates a writer of one answer.
   *
   * @param descriptor what is known of the list: which of its members are left out, and by which
   *     one its items are told apart, if by any
   */
  public JoinedPages(ListDescriptor descriptor, Format format, Parts out) {
    this.descriptor = descriptor;
    this.format = format;
    this.out = out;
    this.distinct = descriptor.distinctBy().map(Distinct::new);
  }

  /** Writes the items of the next page; of the first one, what stands before them too. */
  public void add(Page page) {
    switch (format) {
      case JSON -> addJson(page);
      case NDJSON -> addLines(page);
    }
    begun = true;
  }

  /**
   * Writes what comes after the last item.
   *
   * @throws IllegalStateException if no page was added
   */
  public void end() {
    if (!begun) {
      throw new IllegalStateException("pages: none, expected the first one before the end");
    }
    whole(tail);
  }

  private void addJson(Page page) {
    if (!begun) {
      JsonFrame frame = new JsonFrame(page, descriptor.tokens());
      whole(frame.head());
      tail = frame.tail();
    }
    if (page.site() instanceof ItemsSite.Several) {
      // their items stand in the frame, each array in its place; there is no second page
      return;
    }
    int item = 0;
    while (item < page.size()) {
      int first = item;
      while (item < page.size() && isNew(page, item)) {
        item++;
      }
      if (item > first) {
        if (filled) {
          whole(COMMA);
        }
        out.accept(page.bytes(), page.from(first), page.to(item - 1));
        filled = true;
      }
      item++;
    }
  }

  private void addLines(Page page) {
    for (int item = 0; item < page.size(); item++) {
      if (isNew(page, item)) {
        line(page.bytes(), page.from(item), page.to(item));
        whole(LINE_END);
      }
    }
  }

  private boolean isNew(Page page, int item) {
    return distinct.isEmpty() || distinct.get().isNew(page, item);
  }

  private void line(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    if (at == to) {
      out.accept(bytes, from, to);
      return;
    }
    byte[] line = Arrays.copyOfRange(bytes, from, to);
    for (int i = at - from; i < line.length; i++) {
      line[i] = line[i] == '\n' || line[i] == '\r' ? (byte) ' ' : line[i];
    }
    whole(line);
  }

  private void whole(byte[] bytes) {
    if (bytes.length > 0) {
      out.accept(bytes, 0, bytes.length);
    }
  }
}
