package io.lakegate.gateway.pages;

import io.lakegate.gateway.conversation.BodyFeed;
import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.problem.ProblemMapper;
import io.lakegate.sdk.paging.JoinedPages;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.Page;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes pages as one answer. The head goes out with the first item: whatever fails before that is
 * told by an ordinary error answer.
 */
final class AnswerWriter {

  /** Most pages are smaller, and so one write. */
  private static final int CHUNK_BYTES = 128 * 1024;

  private final Conversation conversation;
  private final AnswerFormat format;
  private final JoinedPages joined;
  private Buffer pending = Buffer.buffer();
  private @Nullable BodyFeed feed;

  AnswerWriter(Conversation conversation, ListDescriptor descriptor, AnswerFormat format) {
    this.conversation = conversation;
    this.format = format;
    this.joined = new JoinedPages(descriptor, format.pages(), this::part);
  }

  /** Whether a byte of the answer may have been sent. */
  boolean begun() {
    return feed != null;
  }

  /**
   * Sends the head if a page has the first items. Done before the next page is asked for, so that
   * what the head tells of attempts is no matter of speed.
   */
  void open(Page page) {
    if (page.size() > 0) {
      open();
    }
  }

  /** Whether a page can be added without waiting for the client. On the loop only. */
  boolean ready() {
    BodyFeed opened = feed;
    return opened == null || opened.ready();
  }

  /** Writes a page that the answer was opened for; blocks while the client is slow. */
  void add(Page page) {
    joined.add(page);
    if (begun()) {
      flush();
    }
  }

  /** Writes what is left; the answer is whole. */
  void end() {
    open();
    joined.end();
    flush();
    open().end();
  }

  /**
   * Cuts the answer, after a last line that says why where the form has lines.
   *
   * @param failure the origin's error, or what is known of why there is no page
   */
  void fail(RuntimeException failure) {
    RuntimeException told = PageProblems.told(failure);
    conversation.problem(PageProblems.code(told));
    if (format.tellsFailures()) {
      pending.appendString("{\"error\":").appendBytes(oneLine(told)).appendString("}\n");
      flush();
    }
    open().fail(told);
  }

  /** A line break in it can only be white space between its values. */
  private static byte[] oneLine(RuntimeException told) {
    byte[] body = ProblemMapper.body(told).clone();
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == '\n' || body[i] == '\r' ? (byte) ' ' : body[i];
    }
    return body;
  }

  private BodyFeed open() {
    BodyFeed opened = feed;
    if (opened == null) {
      opened = conversation.stream(200, List.of(format.contentType()));
      feed = opened;
    }
    return opened;
  }

  /** A page is a single part, or nearly; in pieces it waits for the client instead of in memory. */
  private void part(byte[] bytes, int from, int to) {
    if (!begun()) {
      pending.appendBytes(bytes, from, to - from);
      return;
    }
    int at = from;
    while (at < to) {
      if (pending.length() >= CHUNK_BYTES) {
        flush();
      }
      int taken = Math.min(to - at, CHUNK_BYTES - pending.length());
      pending.appendBytes(bytes, at, taken);
      at += taken;
    }
  }

  private void flush() {
    int length = pending.length();
    if (length > 0) {
      open().write(pending);
      // The next chunk will be as long as this one, and small lists need no large buffers.
      pending = Buffer.buffer(Math.min(length, CHUNK_BYTES));
    }
  }
}
