package io.lakegate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StageChainTest {

  private static final Stage ANSWER =
      named("Answer", false, (_, _) -> Future.succeededFuture(answer()));

  @Test
  void run_stagesInOrder_eachSeesTheExchangeOfTheOneBefore() {
    List<String> seen = new ArrayList<>();
    Stage first =
        (exchange, next) -> {
          seen.add("first " + exchange.attempt());
          return next.proceed(exchange.withAttempt(7, Optional.empty()));
        };
    Stage second =
        (exchange, next) -> {
          seen.add("second " + exchange.attempt());
          return next.proceed(exchange);
        };

    Future<OriginResponse> result = new StageChain(List.of(first, second, ANSWER)).run(exchange());

    assertThat(result.result().status()).isEqualTo(200);
    assertThat(seen).containsExactly("first 0", "second 7");
  }

  @Test
  void run_stageAnswersEarly_laterStagesAreNotAsked() {
    Stage early = (_, _) -> Future.succeededFuture(answer());
    Stage never =
        (_, _) -> {
          throw new AssertionError("asked");
        };

    assertThat(new StageChain(List.of(early, never)).run(exchange()).succeeded()).isTrue();
  }

  @Test
  void run_stageThrows_futureFails() {
    Stage throwing =
        (_, _) -> {
          throw new GatewayException(ProblemCode.BAD_HOST, "no");
        };

    assertThat(new StageChain(List.of(throwing)).run(exchange()).cause())
        .isInstanceOf(GatewayException.class);
  }

  @Test
  void run_stageReturnsNull_failsNamingTheStage() {
    Stage nothing = named("Nothing", false, (_, _) -> nothing());

    assertBroken(new StageChain(List.of(nothing)), "stage Nothing returned null");
  }

  @Test
  void run_stageAnswersNull_failsNamingTheStage() {
    Stage nothing = named("Nothing", false, (_, _) -> Future.succeededFuture());

    assertBroken(new StageChain(List.of(nothing)), "stage Nothing answered null");
  }

  @Test
  void run_stageCallsNextTwice_failsNamingTheStage() {
    Stage twice =
        named(
            "Twice",
            false,
            (exchange, next) -> {
              next.proceed(exchange);
              return next.proceed(exchange);
            });

    assertBroken(new StageChain(List.of(twice, ANSWER)), "stage Twice called next twice");
  }

  @Test
  void run_repeatingStage_mayCallNextAgain() {
    Stage again =
        named(
            "Again",
            true,
            (exchange, next) -> next.proceed(exchange).compose(_ -> next.proceed(exchange)));

    assertThat(new StageChain(List.of(again, ANSWER)).run(exchange()).succeeded()).isTrue();
  }

  @Test
  void run_repeatingStageCallsNextDuringItsCall_failsNamingTheStage() {
    Stage pending = (_, _) -> Promise.<OriginResponse>promise().future();
    Stage racing =
        named(
            "Racing",
            true,
            (exchange, next) -> {
              next.proceed(exchange);
              return next.proceed(exchange);
            });

    assertBroken(
        new StageChain(List.of(racing, pending)),
        "stage Racing called next while its previous call was under way");
  }

  @Test
  void run_stageAnswersBeforeItsCallCompletes_failsNamingTheStage() {
    Stage pending = (_, _) -> Promise.<OriginResponse>promise().future();
    Stage losing =
        named(
            "Losing",
            false,
            (exchange, next) -> {
              next.proceed(exchange);
              return Future.succeededFuture(answer());
            });

    assertBroken(
        new StageChain(List.of(losing, pending)),
        "stage Losing answered before its call to next completed");
  }

  @Test
  void run_lastStageCallsNext_failsNamingTheStage() {
    Stage forwarding = named("Forwarding", false, (exchange, next) -> next.proceed(exchange));

    assertBroken(
        new StageChain(List.of(forwarding)), "stage Forwarding is the last and called next");
  }

  private static void assertBroken(StageChain chain, String message) {
    Future<OriginResponse> result = chain.run(exchange());
    assertThat(result.failed()).isTrue();
    assertThat(result.cause()).isInstanceOf(IllegalStateException.class).hasMessage(message);
  }

  @SuppressWarnings("NullAway") // A stage that breaks its contract is the subject here.
  private static Future<OriginResponse> nothing() {
    return null;
  }

  private static Stage named(String name, boolean repeats, Stage stage) {
    return new Stage() {
      @Override
      public Future<OriginResponse> handle(Exchange exchange, Next next) {
        return stage.handle(exchange, next);
      }

      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean repeats() {
        return repeats;
      }
    };
  }

  private static OriginResponse answer() {
    return OriginResponse.made(200, List.of(new HeaderField("a", "b")), Buffer.buffer());
  }

  private static Exchange exchange() {
    return Exchange.begin(
        "0000000000000001",
        new ClientRequest(
            HttpMethod.GET,
            "/api/2.0/x",
            HttpVersion.HTTP_1_1,
            MultiMap.caseInsensitiveMultiMap(),
            RequestBody.NONE),
        new Entrance("data", Optional.empty()),
        new ClientPresence(io.lakegate.sdk.limit.ClientKey.named("test")),
        new ExchangeTrace(0));
  }
}
