package io.lakegate.sdk.limit;

/**
 * Where a client stands in a queue, by what is known of its appetite. A client holds a better lane
 * for one attempt only; then it is busy like the others.
 */
enum Lane {
  /** Known, and idle for a while before it asked: it leaves room for others by itself. */
  RETURNING,
  /** Never seen in this queue. */
  UNKNOWN,
  /** Asked again at once, or has more attempts waiting or under way. */
  BUSY
}
