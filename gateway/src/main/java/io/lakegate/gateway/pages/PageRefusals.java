package io.lakegate.gateway.pages;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.http.RawQuery;
import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageRequest;
import io.lakegate.sdk.paging.PageWalk;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What is refused by its method and target alone, before a byte of the client's body is read. */
final class PageRefusals {

  /** A body with which nothing is wrong. */
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private PageRefusals() {}

  /**
   * Refuses what cannot be walked, and tells what is known of the list otherwise.
   *
   * @param method GET or POST
   * @param target the path and query that the client wants the pages of
   * @return nothing for a GET of which nothing is known; its answer may tell
   * @throws GatewayException {@code NOT_PAGEABLE}
   * @throws io.lakegate.sdk.paging.PagingException if the list or the client's query is none
   */
  static Optional<ListDescriptor> check(Catalog catalog, String method, String target) {
    String path = RawQuery.pathOf(target);
    Optional<Endpoint> known = catalog.find(method, path);
    Optional<ListDescriptor> list = known.flatMap(Endpoint::list);
    if (list.isPresent()) {
      check(list.get(), target);
    } else {
      checkNoList(catalog, method, path, known.isPresent());
    }
    return list;
  }

  private static void check(ListDescriptor list, String target) {
    PageProblems.requireWholeItems(target);
    if (list.items() instanceof Items.Merged merged) {
      throw refusal(
          "This answers with one object, in which each page holds a part of "
              + String.join(", ", merged.arrays())
              + "; they are not gathered yet. Call it without /all-pages, and follow the token in its"
              + " answer.");
    }
    var _ = PageWalk.of(list, new PageRequest(target, EMPTY));
  }

  /** A GET that nobody knows may tell by its answer; nobody knows what a POST would do. */
  private static void checkNoList(Catalog catalog, String method, String path, boolean known) {
    String other = method.equals("GET") ? "POST" : "GET";
    boolean listed = catalog.find(other, path).flatMap(Endpoint::list).isPresent();
    if (listed && !(known && method.equals("GET"))) {
      throw refusal(
          "This list is asked for by "
              + other
              + ", not "
              + method
              + "; nothing was sent. Call "
              + other
              + " /all-pages"
              + path
              + (other.equals("POST")
                  ? ", with the body of the list itself, such as {}."
                  : ", with its parameters in the query."));
    }
    if (method.equals("POST")) {
      throw refusal(
          "Nothing is known of a list at this POST, and nobody knows what it would do; nothing was"
              + " sent. Call it without /all-pages, or describe it in a file of the catalog"
              + " directory."
              + nearest(catalog, method, path).map(" "::concat).orElse(""));
    }
  }

  /** Names the list that was most likely meant by a target of which nothing is known. */
  static Optional<String> nearest(Catalog catalog, String method, String target) {
    String path = RawQuery.pathOf(target);
    if (!catalog.at(path).isEmpty()) {
      return Optional.empty();
    }
    return catalog
        .nearest(method, path, endpoint -> endpoint.list().isPresent())
        .map(list -> "The nearest known list: " + list.method() + " /all-pages" + list.template())
        .map(text -> text + ".");
  }

  private static GatewayException refusal(String message) {
    return new GatewayException(ProblemCode.NOT_PAGEABLE, message);
  }
}
