package io.lakegate.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.StageChain;
import io.lakegate.sdk.limit.ClientKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConversationTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final long PATIENCE_SECONDS = 10;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();
  private final ClientPresence client = new ClientPresence(ClientKey.connection(1));

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void stream_clientLeftBefore_writerIsToldAndNotHeldBack() throws Exception {
    CompletableFuture<Void> left = new CompletableFuture<>();
    CompletableFuture<AttemptFailedException.Kind> told = new CompletableFuture<>();
    hold(
        conversation -> {
          left.join();
          BodyFeed feed = conversation.stream(200, List.of());
          try {
            while (true) {
              feed.write(Buffer.buffer(new byte[64 * 1024]));
            }
          } catch (AttemptFailedException e) {
            told.complete(e.kind());
          }
        });
    loop.runOnContext(
        _ -> {
          client.leave();
          left.complete(null);
        });
    assertThat(told.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(AttemptFailedException.Kind.CLIENT_GONE);
  }

  @Test
  void hold_gatewayStopsMeanwhile_endsInSilence() throws Exception {
    CompletableFuture<Void> begun = new CompletableFuture<>();
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    hold(
        conversation -> {
          begun.complete(null);
          stopped.join();
          var _ = conversation.calls().send(OwnRequest.get("/api/2.0/x"));
        });
    begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    close();
    stopped.complete(null);
    assertThat(ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEmpty();
  }

  private void hold(Conversations.Talk talk) {
    StageChain nowhere =
        new StageChain(List.of((_, _) -> Future.failedFuture("nothing is to be sent")));
    Conversations conversations =
        new Conversations(
            nowhere, loop, this::start, new Draining(), new MemoryBudget(1024 * 1024));
    loop.runOnContext(_ -> conversations.hold(exchange(), profile(), talk));
  }

  private void start(Runnable task) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                task.run();
                ended.complete(Optional.empty());
              } catch (RuntimeException e) {
                ended.complete(Optional.of(e));
              }
            });
  }

  private Exchange exchange() {
    ClientRequest request =
        new ClientRequest(
            HttpMethod.GET,
            "/all-pages/api/2.0/x",
            HttpVersion.HTTP_1_1,
            MultiMap.caseInsensitiveMultiMap(),
            RequestBody.NONE);
    Entrance entrance = new Entrance("data", Optional.empty());
    return Exchange.begin("id", request, entrance, client, new ExchangeTrace(0));
  }

  private static OriginProfile profile() {
    return new OriginProfile(
        "DEFAULT",
        URI.create("http://127.0.0.1:1"),
        "pat",
        new OriginProfile.Ids(Optional.empty(), Optional.empty(), "AWS", "workspace"),
        new OriginProfile.ExchangeLimits(
            MINUTE,
            new OriginProfile.Silence(MINUTE, MINUTE, MINUTE),
            new OriginProfile.AnswerBudget(MINUTE, MINUTE),
            0));
  }
}
