package io.lakegate.gateway.pages;

import io.lakegate.gateway.conversation.Conversations;
import io.lakegate.gateway.exchange.DataPaths;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers {@code /all-pages/<path>} with every item of the list at that path. */
public final class AllPagesEndpoint implements LocalEndpoint {

  private static final String PREFIX = "/all-pages";

  private final Conversations conversations;
  private final Supplier<Catalog> catalog;
  private final DataPaths dataPaths;
  private final GatewayMetrics metrics;

  /**
   * Creates the endpoint of one event loop.
   *
   * @param catalog what is known of list endpoints
   * @param dataPaths the paths that go to the origin
   */
  public AllPagesEndpoint(
      Conversations conversations,
      Supplier<Catalog> catalog,
      DataPaths dataPaths,
      GatewayMetrics metrics) {
    this.conversations = conversations;
    this.catalog = catalog;
    this.dataPaths = dataPaths;
    this.metrics = metrics;
  }

  @Override
  public boolean answers(String path) {
    return EndpointKind.isAtOrBelow(PREFIX, path);
  }

  @Override
  public String label() {
    return PREFIX;
  }

  @Override
  public Future<OriginResponse> answer(Exchange exchange, OriginProfile profile, String target) {
    String wanted = target.substring(PREFIX.length());
    dataPaths.require(PREFIX, wanted);
    requireMethod(exchange.request().method());
    requireEndOfBody(exchange.request().version());
    AnswerFormat format = AnswerFormat.of(exchange.request(), wanted);
    return conversations.hold(
        exchange,
        profile,
        conversation -> new Walk(conversation, catalog.get(), format, metrics).run(wanted));
  }

  private static void requireMethod(HttpMethod method) {
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.POST)) {
      throw new GatewayException(
          ProblemCode.METHOD_NOT_ALLOWED,
          "/all-pages takes GET, and POST for lists that are asked for by POST.",
          Map.of(),
          List.of(new HeaderField("Allow", "GET, POST")));
    }
  }

  /** To an HTTP/1.0 client a list that is cut short looks whole. */
  private static void requireEndOfBody(HttpVersion version) {
    if (version == HttpVersion.HTTP_1_0) {
      throw new GatewayException(
          ProblemCode.HTTP_VERSION_NOT_SUPPORTED,
          "/all-pages needs HTTP/1.1: with HTTP/1.0 a list that is cut short cannot be told from a"
              + " whole one.");
    }
  }
}
