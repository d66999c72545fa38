package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.BytesBody;
import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.gateway.exchange.StageChain;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Requests of the gateway's own. Each passes the stages from Policy on, takes a permit per attempt
 * and is retried like any client's, and is answered with its whole body.
 *
 * <p><b>Threading:</b> any thread; {@link #send} blocks, so never an event loop. The requests
 * themselves live on one event loop.
 */
public final class OwnCalls {

  private final StageChain chain;
  private final Context loop;
  private final Exchange client;
  private final OriginProfile profile;
  private final boolean shared;
  private final Set<ClientPresence> underWay = new HashSet<>();
  private boolean gone;

  /**
   * Creates them.
   *
   * @param client the exchange on whose behalf they are made, whose fields they carry
   * @param shared whether others need them too, so that the client's own time does not bound them
   */
  OwnCalls(Conversations.Way way, Exchange client, OriginProfile profile, boolean shared) {
    this.chain = way.fromPolicy();
    this.loop = way.loop();
    this.client = client;
    this.profile = profile;
    this.shared = shared;
  }

  /**
   * Sends a request and waits for its answer, whatever its status.
   *
   * @throws RuntimeException what the stages fail with: no credentials, no permit, no answer, or an
   *     answer that is too large
   */
  public WholeAnswer send(OwnRequest request) {
    return await(begin(request));
  }

  /**
   * Waits for an answer that was begun before, or what is made of it; throws like {@link #send}.
   */
  public static <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Begins a request, so that something else can be done meanwhile. */
  public CompletableFuture<WholeAnswer> begin(OwnRequest request) {
    return beginHeld(request)
        .thenApply(
            answer -> {
              answer.release();
              return answer;
            });
  }

  /**
   * Begins a request whose answer may be large. Its memory stays accounted for, and so keeps others
   * from reading theirs, until the answer is {@linkplain WholeAnswer#release() released}.
   */
  public CompletableFuture<WholeAnswer> beginHeld(OwnRequest request) {
    CompletableFuture<WholeAnswer> answer = new CompletableFuture<>();
    loop.runOnContext(_ -> start(request, answer));
    return answer;
  }

  /** The profile whose origin is asked. */
  public OriginProfile profile() {
    return profile;
  }

  /** Gives up what is under way; nothing can be sent afterwards. */
  public void close() {
    loop.runOnContext(_ -> leave());
  }

  /** Gives up what is under way; nothing can be sent afterwards. On the loop only. */
  void leave() {
    gone = true;
    List.copyOf(underWay).forEach(ClientPresence::leave);
  }

  private void start(OwnRequest request, CompletableFuture<WholeAnswer> answer) {
    if (gone) {
      answer.completeExceptionally(Conversation.clientGone());
      return;
    }
    ClientPresence presence = new ClientPresence(client.client().key(), request.priority());
    // Its time is the client's: it began with the client's request.
    ExchangeTrace trace = new ExchangeTrace(client.trace().startNanos());
    underWay.add(presence);
    chain
        .run(exchange(request, presence, trace))
        .onComplete(
            done -> {
              underWay.remove(presence);
              presence.settled();
              client.trace().absorb(trace);
              if (done.succeeded()) {
                answer.complete(whole(done.result()));
              } else {
                answer.completeExceptionally(done.cause());
              }
            });
  }

  private Exchange exchange(OwnRequest request, ClientPresence presence, ExchangeTrace trace) {
    RequestBody body =
        request
            .body()
            .<RequestBody>map(bytes -> new BytesBody(Buffer.buffer(bytes)))
            .orElse(RequestBody.NONE);
    ClientRequest head =
        new ClientRequest(
            request.method(),
            request.target(),
            HttpVersion.HTTP_1_1,
            OwnFields.of(client.request().headers(), request, shared),
            body);
    Route route = new Route.ToOrigin(profile, request.target(), EndpointKind.of(request.target()));
    return Exchange.begin(client.id(), head, client.listener(), presence, trace).withRoute(route);
  }

  /** The stages have read the body. */
  private static WholeAnswer whole(OriginResponse answer) {
    return switch (answer.body()) {
      case ResponseBody.Held held ->
          new WholeAnswer(answer.status(), answer.headers(), held.bytes(), held::release);
      case ResponseBody.Bytes(Buffer bytes) ->
          new WholeAnswer(answer.status(), answer.headers(), bytes.getBytes(), () -> {});
      case ResponseBody.Streamed _ ->
          throw new IllegalStateException("the answer to a request of our own is not whole");
    };
  }
}
