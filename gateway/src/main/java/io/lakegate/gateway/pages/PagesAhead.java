package io.lakegate.gateway.pages;

import io.lakegate.gateway.conversation.OwnCalls;
import io.lakegate.gateway.conversation.WholeAnswer;
import io.lakegate.sdk.paging.Page;
import io.lakegate.sdk.paging.PageRequest;
import io.lakegate.sdk.paging.PageWalk;
import io.vertx.core.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The pages of a walk in their order. Each is asked for before the one in front of it is written,
 * so that two are held at most, however long the list.
 *
 * <p><b>Threading:</b> one virtual thread. While it waits for a page and has nothing else to do, a
 * small page is cut and written on the event loop that brings it, and the next one asked for from
 * there: as long as the client is quick, no thread is woken on the way from page to page, which
 * would take longer than the work itself.
 */
final class PagesAhead {

  /** Cut in a quarter of a millisecond at most; no other exchange of the loop waits longer. */
  private static final int CUT_ON_LOOP_AT_MOST = 128 * 1024;

  private final PageWalk walk;
  private final Function<PageRequest, CompletableFuture<WholeAnswer>> ask;
  private final Consumer<Page> found;
  private final Predicate<Cut> writeNow;
  private Optional<CompletableFuture<WholeAnswer>> coming;

  /**
   * Begins.
   *
   * @param first the first page, asked for already
   * @param ask asks for a page
   * @param found told of each page before the next one is asked for
   * @param writeNow writes a page on the loop if that needs no waiting, and tells whether it did
   */
  PagesAhead(
      PageWalk walk,
      CompletableFuture<WholeAnswer> first,
      Function<PageRequest, CompletableFuture<WholeAnswer>> ask,
      Consumer<Page> found,
      Predicate<Cut> writeNow) {
    this.walk = walk;
    this.ask = ask;
    this.found = found;
    this.writeNow = writeNow;
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
   * Waits for the next page that is still to be written.
   *
   * @return nothing behind the last one
   * @throws RuntimeException if there is no page, or it is none
   */
  Optional<Cut> next() {
    CompletableFuture<Supplier<Optional<Cut>>> rest = new CompletableFuture<>();
    follow(rest);
    return OwnCalls.await(rest).get();
  }

  /** Goes on to where the thread is needed, and completes with what it has to do there. */
  private void follow(CompletableFuture<Supplier<Optional<Cut>>> rest) {
    if (coming.isEmpty()) {
      rest.complete(Optional::empty);
      return;
    }
    var _ =
        coming
            .get()
            .thenAccept(answer -> arrived(answer, rest))
            .exceptionally(
                failure -> {
                  rest.completeExceptionally(cause(failure));
                  return null;
                });
  }

  private void arrived(WholeAnswer answer, CompletableFuture<Supplier<Optional<Cut>>> rest) {
    if (!Context.isOnEventLoopThread() || answer.body().length > CUT_ON_LOOP_AT_MOST) {
      rest.complete(() -> Optional.of(cut(answer)));
      return;
    }
    Cut cut = cut(answer);
    if (writeNow.test(cut)) {
      follow(rest);
    } else {
      rest.complete(() -> Optional.of(cut));
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
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
