package io.lakegate.gateway.pages;

import static java.util.Objects.requireNonNull;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.conversation.OwnCalls;
import io.lakegate.gateway.conversation.OwnRequest;
import io.lakegate.gateway.conversation.WholeAnswer;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.gateway.pages.PagesAhead.Cut;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.limit.Priority;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.ListDetection;
import io.lakegate.sdk.paging.PageRequest;
import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PageWalk;
import io.lakegate.sdk.paging.PagingException;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One way through one list, from the client's request to the end of its answer. */
final class Walk {

  /** Bodies of list requests are filters; no page token is a megabyte long. */
  private static final int BODY_AT_MOST = 1024 * 1024;

  private final Conversation conversation;
  private final Catalog catalog;
  private final AnswerFormat format;
  private final GatewayMetrics metrics;
  private final HttpMethod method;
  private @Nullable AnswerWriter writer;

  Walk(Conversation conversation, Catalog catalog, AnswerFormat format, GatewayMetrics metrics) {
    this.conversation = conversation;
    this.catalog = catalog;
    this.format = format;
    this.metrics = metrics;
    this.method = conversation.exchange().request().method();
  }

  /**
   * Walks to the end of the list.
   *
   * @param target the path and query that the client wants the pages of
   */
  void run(String target) {
    try {
      Optional<ListDescriptor> known = PageRefusals.check(catalog, method.name(), target);
      PageRequest client = new PageRequest(target, conversation.clientBody(BODY_AT_MOST));
      conversation.whileDraining(() -> walk(known, client));
    } catch (RuntimeException e) {
      RuntimeException failure = conversation.drained() ? PageProblems.draining() : e;
      AnswerWriter begun = writer;
      if (begun == null || !begun.begun()) {
        throw PageProblems.known(failure);
      }
      begun.fail(failure);
    }
  }

  private void walk(Optional<ListDescriptor> known, PageRequest client) {
    if (known.isPresent()) {
      PageWalk walk = PageWalk.of(known.get(), client);
      write(begin(known.get(), walk, ask(walk.first())));
    } else {
      write(unknown(client));
    }
  }

  /** A list that is not in the catalog tells by its first page how it goes on, or not at all. */
  private PagesAhead unknown(PageRequest client) {
    CompletableFuture<WholeAnswer> asked = ask(client.withoutGatewayParameters());
    WholeAnswer first = OwnCalls.await(asked);
    try {
      // Looked for where there is something to complain of only: it takes all of the catalog.
      Supplier<Optional<String>> nearest =
          () -> PageRefusals.nearest(catalog, method.name(), client.target());
      byte[] page = PageProblems.requirePage(first, nearest);
      ListDescriptor detected = detected(page, nearest);
      return begin(detected, PageWalk.detected(detected, client), asked);
    } catch (RuntimeException e) {
      first.release();
      throw e;
    }
  }

  private ListDescriptor detected(byte[] page, Supplier<Optional<String>> nearest) {
    Supplier<GatewayException> unknown = () -> PageProblems.notPageable(withoutUs(), nearest.get());
    try {
      return ListDetection.detect(page, Place.QUERY).orElseThrow(unknown);
    } catch (PagingException e) {
      // What is no JSON, such as a file, is no list whose page is broken.
      throw e.reason() == PagingException.Reason.BAD_PAGE ? unknown.get() : e;
    }
  }

  /** The client's own path, without what it has of ours; queries may hold secrets. */
  private String withoutUs() {
    return RawQuery.pathOf(conversation.exchange().request().target())
        .replaceFirst("/all-pages/", "/");
  }

  private PagesAhead begin(
      ListDescriptor list, PageWalk walk, CompletableFuture<WholeAnswer> first) {
    AnswerWriter answer = new AnswerWriter(conversation, list, format);
    writer = answer;
    return new PagesAhead(walk, first, this::ask, answer::open, cut -> writeNow(cut, answer));
  }

  private void write(PagesAhead pages) {
    AnswerWriter answer = requireNonNull(writer, "writer");
    try {
      boolean more = true;
      while (more) {
        // No page is kept in a variable here while the next one is waited for.
        more = pages.next().map(page -> write(page, answer)).isPresent();
      }
    } finally {
      pages.close();
    }
    answer.end();
  }

  private boolean writeNow(Cut cut, AnswerWriter answer) {
    if (!answer.ready()) {
      return false;
    }
    write(cut, answer);
    return true;
  }

  private int write(Cut cut, AnswerWriter answer) {
    metrics.page(conversation.calls().profile().name(), cut.page().size());
    try {
      answer.add(cut.page());
      return cut.page().size();
    } finally {
      cut.release();
    }
  }

  private CompletableFuture<WholeAnswer> ask(PageRequest request) {
    Optional<byte[]> body =
        method.equals(HttpMethod.POST) ? Optional.of(request.body()) : Optional.empty();
    return conversation
        .calls()
        .beginHeld(new OwnRequest(method, request.target(), body, Priority.BULK, false));
  }
}
