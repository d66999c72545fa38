package io.lakegate.sdk.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.testing.ManualExecutor;
import io.lakegate.sdk.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final MutableClock clock = new MutableClock();
  private final ManualExecutor executor = new ManualExecutor();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private final RefreshListener told =
      new RefreshListener() {
        @Override
        public void renewed(TokenKey key) {
          ends.add(key.profile() + " renewed");
        }

        @Override
        public void failed(TokenKey key, CredentialException failure) {
          ends.add(key.profile() + " " + failure.getMessage());
        }
      };
  private final TokenCache cache = new TokenCache(clock, executor, told);
  private final RecordingGrant grant = new RecordingGrant(clock);
  private final TokenSource source = cache.source(key("DEFAULT"), grant);

  static Stream<Window> windows() {
    return Stream.of(
        new Window("hour, fresh", HOUR, Duration.ofMinutes(39), true, false),
        new Window("hour, last fresh moment", HOUR, Duration.ofMillis(2_399_999), true, false),
        new Window("hour, stale 20 min before", HOUR, Duration.ofMinutes(40), true, true),
        new Window("hour, last usable moment", HOUR, Duration.ofMillis(3_559_999), true, true),
        new Window("hour, expired 40 s before", HOUR, Duration.ofSeconds(3_560), false, false),
        new Window("10 min, fresh", Duration.ofMinutes(10), Duration.ofSeconds(299), true, false),
        new Window("10 min, stale", Duration.ofMinutes(10), Duration.ofMinutes(5), true, true),
        new Window("1 min, expired", Duration.ofMinutes(1), Duration.ofSeconds(20), false, false),
        new Window("20 s, never usable", Duration.ofSeconds(20), Duration.ZERO, false, false),
        new Window("clock set back", HOUR, Duration.ofHours(-5), true, true),
        new Window("clock set ahead", HOUR, Duration.ofHours(5), false, false));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void ready_afterSomeTime_byTheWindow(Window row) throws Exception {
    grant.lives(row.life());
    assertThat(obtain().accessToken()).isEqualTo("token-1");

    clock.move(row.passed());

    assertThat(source.ready().isPresent()).isEqualTo(row.usable());
    assertThat(executor.waiting()).isEqualTo(row.refreshed() ? 1 : 0);
  }

  @Test
  void ready_noExpiry_forEver() throws Exception {
    grant.forEver();
    obtain();
    clock.move(Duration.ofDays(10_000));

    assertThat(source.ready()).isPresent();
    assertThat(executor.waiting()).isZero();
  }

  @Test
  void ready_nothingHeld_emptyAndNobodyAsked() {
    assertThat(source.ready()).isEmpty();
    assertThat(source.held()).isEmpty();
    assertThat(executor.waiting()).isZero();
  }

  @Test
  void ready_twice_sameInstance() throws Exception {
    obtain();

    assertThat(source.ready()).isSameAs(source.ready());
  }

  @Test
  void ready_stale_oneBackgroundRefreshAndThenTheNewToken() throws Exception {
    obtain();
    clock.move(Duration.ofMinutes(45));

    assertThat(source.ready().orElseThrow().accessToken()).isEqualTo("token-1");
    assertThat(source.ready().orElseThrow().accessToken()).isEqualTo("token-1");
    assertThat(executor.waiting()).isEqualTo(1);
    executor.run();

    assertThat(source.ready().orElseThrow().accessToken()).isEqualTo("token-2");
    assertThat(grant.calls()).isEqualTo(2);
  }

  @Test
  void ready_issuerDown_tokenWorksAndOneTryAMinute() throws Exception {
    obtain();
    clock.move(Duration.ofMinutes(45));
    grant.fails(new CredentialException("down", false, Optional.empty()));

    for (int second = 0; second < 180; second++) {
      assertThat(source.ready()).isPresent();
      executor.run();
      clock.move(Duration.ofSeconds(1));
    }

    assertThat(grant.calls()).isEqualTo(1 + 3);
  }

  @Test
  void ready_issuerGivesAnOldToken_keptAndOneTryAMinute() throws Exception {
    obtain();
    clock.move(Duration.ofMinutes(45));
    grant.lives(Duration.ofMinutes(2));

    for (int second = 0; second < 120; second++) {
      assertThat(source.ready().orElseThrow().accessToken()).isEqualTo("token-1");
      executor.run();
      clock.move(Duration.ofSeconds(1));
    }

    assertThat(grant.calls()).isEqualTo(1 + 2);
  }

  @Test
  void ready_clockSetBack_renewedByATokenThatEndsEarlier() throws Exception {
    obtain();
    clock.move(Duration.ofHours(-5));
    assertThat(source.ready()).isPresent();
    executor.run();

    assertThat(source.ready().orElseThrow().accessToken()).isEqualTo("token-2");
  }

  @Test
  void obtain_fiveHundredAtOnce_oneGrant() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      TokenSource shared =
          new TokenCache(clock, threads)
              .source(
                  key("DEFAULT"),
                  () -> {
                    calls.incrementAndGet();
                    await(release);
                    return token("only", HOUR);
                  });
      Queue<CompletableFuture<Token>> answers = new ConcurrentLinkedQueue<>();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        callers.add(Thread.ofVirtual().start(() -> answers.add(shared.obtain())));
      }
      for (Thread caller : callers) {
        caller.join();
      }
      assertThat(answers).hasSize(500).noneMatch(CompletableFuture::isDone);
      release.countDown();
      for (CompletableFuture<Token> answer : answers) {
        assertThat(answer.get().accessToken()).isEqualTo("only");
      }
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void obtain_oneCallerCancels_othersUnharmed() throws Exception {
    CompletableFuture<Token> first = source.obtain();
    CompletableFuture<Token> second = source.obtain();
    first.cancel(false);
    executor.run();

    assertThat(second.get().accessToken()).isEqualTo("token-1");
  }

  @Test
  void obtain_grantRuns_onTheExecutorOnly() {
    CompletableFuture<Token> token = source.obtain();

    assertThat(token).isNotDone();
    assertThat(grant.calls()).isZero();
    assertThat(executor.waiting()).isEqualTo(1);
  }

  @Test
  void obtain_shortLivedToken_givenToThoseWhoWaited() throws Exception {
    grant.lives(Duration.ofSeconds(20));

    assertThat(obtain().accessToken()).isEqualTo("token-1");
    assertThat(obtain().accessToken()).isEqualTo("token-2");
  }

  @Test
  void obtain_failed_noStormAndThenAgain() {
    CredentialException down = new CredentialException("down", false, Optional.empty());
    grant.fails(down);
    assertFails(source.obtain(), down);

    assertThat(source.obtain()).isCompletedExceptionally();
    assertFails(source.obtain(), down);
    assertThat(grant.calls()).isEqualTo(1);

    clock.move(Duration.ofSeconds(1));
    assertFails(source.obtain(), down);
    assertThat(grant.calls()).isEqualTo(2);
  }

  @Test
  void lastFailure_nextTryUnderWay_toldUntilATokenIsThere() {
    CredentialException down = new CredentialException("down", false, Optional.empty());
    assertThat(source.lastFailure()).isEmpty();
    grant.fails(down);
    assertFails(source.obtain(), down);
    assertThat(source.lastFailure()).contains(down);

    clock.move(Duration.ofSeconds(1));
    grant.works();
    CompletableFuture<Token> next = source.obtain();
    assertThat(source.lastFailure()).contains(down);
    executor.run();

    assertThat(next).isCompleted();
    assertThat(source.lastFailure()).isEmpty();
  }

  @Test
  void obtain_retryAfter_honouredUpToAMinute() {
    grant.fails(new CredentialException("busy", false, Optional.of(Duration.ofHours(1))));
    CompletableFuture<Token> unused = source.obtain();
    executor.run();
    clock.move(Duration.ofSeconds(59));
    unused = source.obtain();
    executor.run();
    assertThat(grant.calls()).isEqualTo(1);

    clock.move(Duration.ofSeconds(1));
    unused = source.obtain();
    executor.run();

    assertThat(grant.calls()).isEqualTo(2);
    assertThat(unused).isCompletedExceptionally();
  }

  @Test
  void obtain_clockSetBackAfterAFailure_triedAgain() {
    CredentialException down = new CredentialException("down", false, Optional.empty());
    grant.fails(down);
    assertFails(source.obtain(), down);
    clock.move(Duration.ofHours(-1));
    assertFails(source.obtain(), down);

    assertThat(grant.calls()).isEqualTo(2);
  }

  @Test
  void obtain_unexpectedFailure_credentialException() {
    grant.fails(new IllegalStateException("bug"));
    CompletableFuture<Token> token = source.obtain();
    executor.run();

    assertThatThrownBy(token::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(CredentialException.class)
        .hasMessage("the token request failed unexpectedly")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void obtain_executorRefuses_failure() {
    TokenCache closed =
        new TokenCache(
            clock,
            task -> {
              throw new RejectedExecutionException("closed");
            });

    assertThat(closed.source(key("DEFAULT"), grant).obtain()).isCompletedExceptionally();
  }

  @Test
  void obtain_issuerHangs_boundedAndTheLateTokenIsKept() throws Exception {
    TokenCache hasty = new TokenCache(clock, executor, Duration.ofMillis(1), told);
    TokenSource slow = hasty.source(key("DEFAULT"), grant);
    CompletableFuture<Token> token = slow.obtain();

    assertThatThrownBy(token::get)
        .cause()
        .isInstanceOf(CredentialException.class)
        .hasMessageContaining("did not answer within");

    executor.run();
    assertThat(slow.ready().orElseThrow().accessToken()).isEqualTo("token-1");
  }

  @Test
  void replace_currentToken_oneForcedRefreshForAll() throws Exception {
    Token rejected = obtain();
    CompletableFuture<Token> first = source.replace(rejected);
    CompletableFuture<Token> second = source.replace(rejected);
    executor.run();

    assertThat(first.get().accessToken()).isEqualTo("token-2");
    assertThat(second.get().accessToken()).isEqualTo("token-2");
    assertThat(source.replace(rejected).get().accessToken()).isEqualTo("token-2");
    assertThat(grant.calls()).isEqualTo(2);
  }

  @Test
  void replace_newTokenEndsEarlier_keptAllTheSame() throws Exception {
    Token rejected = obtain();
    grant.lives(Duration.ofMinutes(30));
    CompletableFuture<Token> unused = source.replace(rejected);
    executor.run();

    assertThat(source.ready().orElseThrow().accessToken()).isEqualTo("token-2");
    assertThat(unused).isCompleted();
  }

  @Test
  void replace_sameTokenAgain_notAskedForAnotherMinute() throws Exception {
    grant.always("same");
    Token rejected = obtain();
    CompletableFuture<Token> again = source.replace(rejected);
    executor.run();
    assertThat(again.get().accessToken()).isEqualTo("same");

    assertThatThrownBy(() -> source.replace(rejected).get())
        .hasMessageContaining("the issuer gave the same one again");
    assertThat(grant.calls()).isEqualTo(2);

    clock.move(Duration.ofSeconds(60));
    assertThat(source.replace(rejected)).isNotDone();
  }

  @Test
  void replace_issuerDown_failsAndTheTokenIsKept() throws Exception {
    Token rejected = obtain();
    CredentialException down = new CredentialException("down", false, Optional.empty());
    grant.fails(down);

    assertFails(source.replace(rejected), down);
    assertThat(source.ready()).contains(rejected);
  }

  @Test
  void listener_refreshes_isToldOncePerRefresh() throws Exception {
    grant.fails(new CredentialException("down", false, Optional.empty()));
    CompletableFuture<Token> first = source.obtain();
    CompletableFuture<Token> second = source.obtain();
    executor.run();
    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(source.obtain()).isCompletedExceptionally();
    assertThat(ends).containsExactly("DEFAULT down");

    grant.works();
    clock.move(Duration.ofSeconds(2));
    obtain();
    obtain();
    assertThat(ends).containsExactly("DEFAULT down", "DEFAULT renewed");
  }

  @Test
  void source_sameKey_sharesTheToken() throws Exception {
    obtain();

    assertThat(cache.source(key("DEFAULT"), grant).ready()).isPresent();
  }

  @Test
  void source_otherProfile_hasItsOwnToken() throws Exception {
    obtain();

    assertThat(cache.source(key("other"), grant).ready()).isEmpty();
  }

  @Test
  void toString_token_noSecret() {
    Token token =
        new Token("s3cret", "Bearer", Optional.of("r3fresh"), Optional.empty(), clock.instant());

    assertThat(token.toString()).doesNotContain("s3cret").doesNotContain("r3fresh");
    assertThat(TokenLease.of(token).toString()).doesNotContain("s3cret").doesNotContain("r3fresh");
  }

  private Token obtain() throws Exception {
    CompletableFuture<Token> token = source.obtain();
    executor.run();
    return token.get();
  }

  private void assertFails(CompletableFuture<Token> token, CredentialException expected) {
    executor.run();
    List<Throwable> seen = new ArrayList<>();
    var unused = token.whenComplete((value, error) -> seen.add(error));
    assertThat(seen).containsExactly(expected);
    assertThat(unused).isCompletedExceptionally();
  }

  private Token token(String text, Duration life) {
    return new Token(
        text, "Bearer", Optional.empty(), Optional.of(clock.instant().plus(life)), clock.instant());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static TokenKey key(String profile) {
    return new TokenKey(
        profile, "https://h", "", "oauth-m2m", "client", "", List.of("all-apis"), "");
  }

  record Window(String name, Duration life, Duration passed, boolean usable, boolean refreshed) {
    @Override
    public String toString() {
      return name;
    }
  }
}
