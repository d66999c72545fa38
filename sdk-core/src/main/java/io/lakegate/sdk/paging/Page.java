package io.lakegate.sdk.paging;

/**
 * One page of a list, cut into items. It holds the page's bytes as they came and positions in them,
 * so that whatever stands in an item, a number beyond every type or a name twice, goes on as it is.
 *
 * <p>Threading: immutable, as long as nobody changes the bytes.
 */
public final class Page {

  private final byte[] bytes;
  private final Extent extent;
  private final Offsets items;
  private final Members members;
  private final ItemsSite site;

  Page(byte[] bytes, Extent extent, Offsets items, Members members, ItemsSite site) {
    this.bytes = bytes;
    this.extent = extent;
    this.items = items;
    this.members = members;
    this.site = site;
  }

  /** The bytes of the whole page, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many items there are. */
  public int size() {
    return items.size() / 2;
  }

  /**
   * Where an item begins.
   *
   * @param item its number, from 0
   */
  public int from(int item) {
    return items.get(item * 2);
  }

  /**
   * Where an item ends, which is the position of the first byte behind it.
   *
   * @param item its number, from 0
   */
  public int to(int item) {
    return items.get(item * 2 + 1);
  }

  /** Where the page's JSON begins and ends, without a byte order mark and white space around. */
  Extent extent() {
    return extent;
  }

  /** The members of the page's object; none if the page is an array. */
  Members members() {
    return members;
  }

  ItemsSite site() {
    return site;
  }

  /**
   * A part of the bytes.
   *
   * @param from where it begins
   * @param to where it ends, behind its last byte
   */
  record Extent(int from, int to) {}
}
