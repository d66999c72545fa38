package io.lakegate.gateway.waits;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.waiting.PollTarget;
import java.util.List;
import java.util.stream.Collectors;

/** Says of a wait that is none what was most likely meant. */
final class UnknownWait {

  private UnknownWait() {}

  /** The problem of a method and a path at which nothing can be waited for. */
  static GatewayException of(Catalog catalog, String method, String path) {
    return new GatewayException(
        ProblemCode.NOT_WAITABLE,
        "Nothing is known that could be waited for by "
            + method
            + " at this path; nothing was sent. "
            + meant(catalog, method, path));
  }

  private static String meant(Catalog catalog, String method, String path) {
    List<Endpoint> here = catalog.at(path);
    String others =
        here.stream()
            .filter(UnknownWait::isWaitable)
            .map(endpoint -> call(endpoint, path))
            .collect(Collectors.joining(" "));
    if (!others.isEmpty()) {
      return others;
    }
    if (!here.isEmpty()) {
      return "GET /lakegate/catalog?path=" + path + " tells what is known of it.";
    }
    return catalog
            .nearest(method, path, UnknownWait::isWaitable)
            .map(endpoint -> "The nearest known one: " + call(endpoint, endpoint.template()) + " ")
            .orElse("")
        + "GET /lakegate/catalog lists all.";
  }

  private static boolean isWaitable(Endpoint endpoint) {
    return !endpoint.startsWaits().isEmpty() || !endpoint.pollsWaits().isEmpty();
  }

  /** How a wait is called. */
  private static String call(Endpoint endpoint, String path) {
    String call = endpoint.method() + " /wait" + path;
    if (!endpoint.startsWaits().isEmpty()) {
      return call + ", with the body of the call itself, starts an operation and waits for it.";
    }
    String query =
        endpoint.pollsWaits().getFirst().poll().parameters().stream()
            .filter(parameter -> !parameter.inPath())
            .map(PollTarget.Parameter::name)
            .map(name -> name + "=...")
            .collect(Collectors.joining("&"));
    return call + (query.isEmpty() ? "" : "?" + query) + " waits for what is under way.";
  }
}
