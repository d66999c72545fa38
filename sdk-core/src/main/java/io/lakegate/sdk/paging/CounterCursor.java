package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * Counts items or pages until a page is empty. What pages say about a total ends nothing: totals
 * are known to be wrong, and a wrong one would cut the list short, where the empty page costs one
 * call. But an empty page that itself says that there are more is not the end of the list.
 */
final class CounterCursor implements PageCursor {

  /** What the next request counts. */
  enum Unit {
    /** Items: it skips as many as came. */
    ITEMS,
    /** Pages. */
    PAGES
  }

  /** Up to 15 digits: far more than any list has, and their sums fit a long. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  /** The total of SCIM (RFC 7644, section 3.4.2). */
  private static final String TOTAL = "totalResults";

  private final String parameter;
  private final long start;
  private final Unit unit;
  private final QueryString query;
  private final byte[] body;
  private final Fingerprints seen = new Fingerprints();
  private long position;

  /**
   * Starts where the client says, or else at the start.
   *
   * @param start the number of the first item or page; a client's lower one means the same (RFC
   *     7644, section 3.4.2.4)
   * @throws PagingException if the client says it twice, or with something else than a number
   */
  CounterCursor(String parameter, long start, Unit unit, QueryString query, byte[] body) {
    this.parameter = parameter;
    this.start = start;
    this.unit = unit;
    this.query = query;
    this.body = body;
    this.position = Math.max(start, sent(query.values(parameter), start));
  }

  private long sent(List<String> values, long otherwise) {
    if (values.isEmpty()) {
      return otherwise;
    }
    if (values.size() > 1 || !NUMBER.matcher(values.getFirst()).matches()) {
      throw PagingException.of(
          Reason.BAD_REQUEST,
          parameter + ": " + String.join(", ", values) + ", expected one whole number");
    }
    return Long.parseLong(values.getFirst());
  }

  @Override
  public PageRequest first() {
    return new PageRequest(query.target(), body);
  }

  @Override
  public Optional<PageRequest> after(Page page) {
    if (page.size() == 0) {
      requireTotal(page);
      return PageCursor.end(page);
    }
    if (!seen.add(page.bytes(), page.from(0), page.to(page.size() - 1))) {
      throw PageCursor.loop("the items at " + parameter + " " + position);
    }
    position += unit == Unit.ITEMS ? page.size() : 1;
    String target = query.with(parameter, Long.toString(position)).target();
    return Optional.of(new PageRequest(target, body));
  }

  /** The total of this page alone counts; items may have gone since the ones before. */
  private void requireTotal(Page page) {
    if (unit == Unit.PAGES) {
      return;
    }
    long passed = position - start;
    OptionalDouble total = page.members().number(TOTAL);
    if (total.isPresent() && total.getAsDouble() > passed) {
      throw PagingException.of(
          Reason.INCOMPLETE_PAGE,
          "the page at "
              + parameter
              + " "
              + position
              + " is empty, but its "
              + TOTAL
              + " is more than the "
              + passed
              + " items before it; expected items, or a total that was reached");
    }
  }
}
