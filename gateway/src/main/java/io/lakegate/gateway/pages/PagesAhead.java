package io.lakegate.gateway.pages;

import io.lakegate.gateway.conversation.OwnCalls;
import io.lakegate.gateway.conversation.WholeAnswer;
import io.lakegate.sdk.paging.Page;
import io.lakegate.sdk.paging.PageRequest;
import io.lakegate.sdk.paging.PageWalk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The pages of a walk in their order. Each is asked for before the one in front of it is written,
 * so that two are held at most, however long the list.
 *
 * <p><b>Threading:</b> one virtual thread. While it waits for a page and has nothing else to do, a
 * small page is cut on the event loop that brings it and the next one asked for from there: on the
 * way from page to page no thread is woken then, and the page is cut in less time than two wake-ups
 * would take.
 */
final class PagesAhead {

  /** Cut in a quarter of a millisecond at most; no other exchange of the loop waits longer. */
  private static final int CUT_ON_LOOP_AT_MOST = 128 * 1024;

  private final PageWalk walk;
  private final Function<PageRequest, CompletableFuture<WholeAnswer>> ask;
  private final Consumer<Page> found;
  private Optional<CompletableFuture<WholeAnswer>> coming;

  /**
   * Begins.
   *
   * @param first the first page, asked for already
   * @param ask asks for a page
   * @param found told of each page before the next one is asked for
   */
  PagesAhead(
      PageWalk walk,
      CompletableFuture<WholeAnswer> first,
      Function<PageRequest, CompletableFuture<WholeAnswer>> ask,
      Consumer<Page> found) {
    this.walk = walk;
    this.ask = ask;
    this.found = found;
    this.coming = Optional.of(first);
  }

  /** A page, and the answer whose bytes it stands in. */
  record Cut(WholeAnswer answer, Page page) {

    /** Says that the page is written. */
    void release() {
      answer.release();
    }
  }

  /**
   * Waits for the next page.
   *
   * @return nothing behind the last one
   * @throws RuntimeException if there is no page, or it is none
   */
  Optional<Cut> next() {
    if (coming.isEmpty()) {
      return Optional.empty();
    }
    CompletableFuture<WholeAnswer> asked = coming.get();
    Optional<Cut> done =
        OwnCalls.await(
            asked.thenApply(
                answer ->
                    answer.body().length > CUT_ON_LOOP_AT_MOST
                        ? Optional.empty()
                        : Optional.of(cut(answer))));
    return done.isPresent() ? done : Optional.of(cut(OwnCalls.await(asked)));
  }

  private Cut cut(WholeAnswer answer) {
    PageWalk.Step step = walk.read(PageProblems.requirePage(answer));
    found.accept(step.page());
    coming = step.next().map(ask);
    return new Cut(answer, step.page());
  }

  /** Gives back what is still coming, or could not be used. */
  void close() {
    if (coming.isPresent()) {
      var _ = coming.get().thenAccept(WholeAnswer::release);
    }
  }
}
