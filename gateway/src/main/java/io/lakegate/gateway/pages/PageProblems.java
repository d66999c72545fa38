package io.lakegate.gateway.pages;

import io.lakegate.gateway.conversation.WholeAnswer;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginErrorException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.problem.ProblemMapper;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.paging.PagingException;
import java.util.Optional;
import java.util.function.Supplier;

/** What can be wrong with a list, as a client is told. */
final class PageProblems {

  /** Nothing was done, so that it may be asked for again, here or elsewhere. */
  private static final int UNAVAILABLE = 503;

  private static final int NOT_FOUND = 404;

  private static final HeaderField SOON = new HeaderField("Retry-After", "1");

  private PageProblems() {}

  /**
   * The body of a page.
   *
   * @throws OriginErrorException if the origin answered with an error
   * @throws GatewayException if it answered with anything but a page
   */
  static byte[] requirePage(WholeAnswer answer) {
    if (answer.status() >= 400) {
      throw answer.error();
    }
    boolean encoded = answer.encoding().isPresent();
    if (!answer.successful() || answer.status() == 206 || encoded) {
      throw new GatewayException(
          ProblemCode.BAD_PAGE,
          "The origin answered "
              + answer.status()
              + (encoded ? " in an encoding that was not asked for" : "")
              + " where a page of the list was expected.");
    }
    return answer.body();
  }

  /** The gateway is going, and the list was not at its end in time. */
  static GatewayException draining() {
    return new GatewayException(
            ProblemCode.DRAINING,
            "The gateway is shutting down, and 'max-sigterm-delay' was over before the list was at"
                + " its end. Ask for it again when it, or another one, is there.")
        .withStatus(UNAVAILABLE)
        .withField(SOON);
  }

  /**
   * The body of the first page of a list of which nothing is known.
   *
   * @param nearest names the list that was most likely meant
   * @throws OriginErrorException like {@link #requirePage}; where the origin knows no such path
   *     either, it names that list
   */
  static byte[] requirePage(WholeAnswer answer, Supplier<Optional<String>> nearest) {
    if (answer.status() == NOT_FOUND) {
      throw nearest.get().map(list -> answer.error("UNKNOWN_LIST", list)).orElseGet(answer::error);
    }
    return requirePage(answer);
  }

  /**
   * The problem of an answer that may be anything.
   *
   * @param path where the client gets the answer itself
   */
  static GatewayException notPageable(String path, Optional<String> nearest) {
    return new GatewayException(
        ProblemCode.NOT_PAGEABLE,
        "The request was sent and answered, and the answer does not tell that it is a page of a list;"
            + " it may be no list at all, and one page must not pass for a whole one. Call it without"
            + " /all-pages: GET "
            + path
            + ". A list that the gateway does not know can be described in a file of the catalog"
            + " directory."
            + nearest.map(" "::concat).orElse(""));
  }

  /**
   * Requires that items come whole: with their tasks, jobs and runs are lists of their own.
   *
   * @throws GatewayException {@code NOT_PAGEABLE}
   */
  static void requireWholeItems(String target) {
    int query = target.indexOf('?');
    boolean expands =
        query >= 0
            && RawQuery.decoded(target.substring(query + 1)).stream()
                .anyMatch(
                    parameter ->
                        parameter.name().equals("expand_tasks")
                            && !parameter.value().equalsIgnoreCase("false"));
    if (expands) {
      throw new GatewayException(
          ProblemCode.NOT_PAGEABLE,
          "With expand_tasks=true each job and run holds at most 100 of its tasks, and the rest is not"
              + " gathered yet. List without it, and get the tasks of each by its id.");
    }
  }

  /** The same failure, as the problem that a client is told. */
  static RuntimeException known(RuntimeException failure) {
    return failure instanceof PagingException paging ? problem(paging) : failure;
  }

  /** The same failure as a client is told it: the origin's own error, or a problem of ours. */
  static RuntimeException told(RuntimeException failure) {
    RuntimeException known = known(failure);
    return known instanceof OriginErrorException ? known : ProblemMapper.problem(known);
  }

  /** The code under which a failure is logged that comes behind the first item. */
  static ProblemCode code(RuntimeException told) {
    return told instanceof GatewayException problem ? problem.code() : ProblemCode.ORIGIN_ERROR;
  }

  private static GatewayException problem(PagingException paging) {
    ProblemCode code =
        switch (paging.reason()) {
          case NOT_PAGEABLE -> ProblemCode.NOT_PAGEABLE;
          case BAD_REQUEST -> ProblemCode.BAD_PARAMETER;
          case BAD_PAGE -> ProblemCode.BAD_PAGE;
          case ORIGIN_ERROR -> ProblemCode.ORIGIN_ERROR;
          case PAGINATION_LOOP -> ProblemCode.PAGINATION_LOOP;
          case INCOMPLETE_PAGE -> ProblemCode.INCOMPLETE_PAGE;
        };
    return new GatewayException(code, text(paging.reason(), paging.getMessage() + "."));
  }

  private static String text(PagingException.Reason reason, String message) {
    return switch (reason) {
      case NOT_PAGEABLE ->
          "The pages of this list cannot be joined: " + message + " Call it without /all-pages.";
      case BAD_REQUEST -> "The list was not asked for: " + message;
      case BAD_PAGE, ORIGIN_ERROR, PAGINATION_LOOP, INCOMPLETE_PAGE ->
          "The list cannot be read to its end: " + message;
    };
  }
}
