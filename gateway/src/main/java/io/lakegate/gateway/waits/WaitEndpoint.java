package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.conversation.Conversations;
import io.lakegate.gateway.exchange.DataPaths;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitSelection;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Answers {@code /wait/<path>} when the operation that the path starts, or shows, is over. */
public final class WaitEndpoint implements LocalEndpoint {

  private static final String PREFIX = "/wait";

  private final Conversations conversations;
  private final Supplier<Catalog> catalog;
  private final DataPaths dataPaths;
  private final SharedPolls polls;
  private final Surroundings surroundings;

  /**
   * What waits need around them.
   *
   * @param clock the time of day
   * @param random where jitter comes from
   */
  public record Surroundings(InstantSource clock, RandomGenerator random) {}

  /**
   * Creates the endpoint of one event loop.
   *
   * @param catalog what is known of operations
   * @param dataPaths the paths that go to the origin
   * @param polls the polls of all waits of the gateway
   */
  public WaitEndpoint(
      Conversations conversations,
      Supplier<Catalog> catalog,
      DataPaths dataPaths,
      SharedPolls polls,
      Surroundings surroundings) {
    this.conversations = conversations;
    this.catalog = catalog;
    this.dataPaths = dataPaths;
    this.polls = polls;
    this.surroundings = surroundings;
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
    String behind = target.substring(PREFIX.length());
    dataPaths.require(PREFIX, behind);
    WaitTarget wanted = WaitTarget.parse(behind);
    return conversations.hold(
        exchange, profile, conversation -> hold(conversation, profile, wanted));
  }

  private void hold(Conversation conversation, OriginProfile profile, WaitTarget wanted) {
    Departure.requireNone(conversation);
    Exchange exchange = conversation.exchange();
    HttpMethod method = exchange.request().method();
    boolean shown = method.equals(HttpMethod.GET);
    Supplier<GatewayException> unknown =
        () -> UnknownWait.of(catalog.get(), method.name(), wanted.path());
    Endpoint endpoint = catalog.get().find(method.name(), wanted.path()).orElseThrow(unknown);
    List<WaitDescriptor> waits = shown ? endpoint.pollsWaits() : endpoint.startsWaits();
    if (waits.isEmpty()) {
      throw unknown.get();
    }
    WaitDescriptor wait = chosen(WaitSelection.of(waits, wanted.until()), wanted);
    Started started =
        shown
            ? Started.shown(wait, wanted, surroundings.clock().instant())
            : new Triggering(conversation, wait, wanted, surroundings.clock())
                .start(method, endpoint.template());
    WaitLocation location = WaitLocation.of(exchange, started, catalog.get(), wanted);
    OriginResponse answer;
    try (SharedPolls.Member poll = polls.join(conversations, exchange, profile, started.target())) {
      answer = new Waiting(conversation, started, wanted, location::field, surroundings).run(poll);
    }
    conversation.answer(answer);
  }

  private static WaitDescriptor chosen(WaitSelection selection, WaitTarget wanted) {
    return switch (selection) {
      case WaitSelection.Chosen(WaitDescriptor wait) -> wait;
      case WaitSelection.Ambiguous(List<String> choices) -> throw Choices.ambiguous(choices);
      case WaitSelection.NoSuchState(List<String> choices) ->
          throw Choices.noSuchState(choices, wanted.until());
    };
  }
}
