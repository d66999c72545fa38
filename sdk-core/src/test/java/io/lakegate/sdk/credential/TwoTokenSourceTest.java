package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.oauth.Token;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.oauth.TokenGrant;
import io.lakegate.sdk.oauth.TokenKey;
import io.lakegate.sdk.testing.ManualExecutor;
import io.lakegate.sdk.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class TwoTokenSourceTest {

  private static final HeaderField RESOURCE =
      new HeaderField("X-Databricks-Azure-Workspace-Resource-Id", "/subscriptions/s/w");

  private final MutableClock clock = new MutableClock();
  private final ManualExecutor executor = new ManualExecutor();
  private final TokenCache tokens = new TokenCache(clock, executor);
  private final Numbered databricks = new Numbered("d");
  private final Numbered management = new Numbered("m");

  @Test
  void obtain_bothTokens_threeFieldsAndTheEarlierEnd() throws Exception {
    management.life = Duration.ofMinutes(30);
    CredentialSource source = source(false, Optional.of(RESOURCE.value()));
    assertThat(source.ready()).isEmpty();

    Credential credential = run(source.obtain()).get();

    assertThat(credential.headers())
        .containsExactly(authorization("d1"), management("m1"), RESOURCE);
    assertThat(credential.expiry()).contains(MutableClock.START.plus(Duration.ofMinutes(30)));
    assertThat(source.ready()).isPresent().isSameAs(source.ready());
    assertThat(source.ready()).contains(credential);
    assertThat(source.authType()).isEqualTo("azure-x");
    assertThat(credential.toString()).doesNotContain("d1", "m1");
  }

  @Test
  void obtain_noResourceId_noSuchField() throws Exception {
    assertThat(run(source(false, Optional.empty()).obtain()).get().headers())
        .containsExactly(authorization("d1"), management("m1"));
  }

  @Test
  void obtain_managementRefused_failsWithItsReason() {
    management.failure = Optional.of("no");
    CredentialSource source = source(false, Optional.empty());

    assertThat(failure(run(source.obtain()))).hasMessage("no");
    assertThat(source.ready()).isEmpty();
    assertThat(source.lastFailure()).isPresent();
  }

  @Test
  void obtain_bothRefused_failsAsTheFirst() {
    databricks.failure = Optional.of("first");
    management.failure = Optional.of("second");
    CredentialSource source = source(false, Optional.empty());

    assertThat(failure(run(source.obtain()))).hasMessage("first");
    assertThat(source.lastFailure().orElseThrow()).hasMessage("first");
  }

  @Test
  void obtain_optionalManagementRefused_goesWithout() throws Exception {
    management.failure = Optional.of("no");
    CredentialSource source = source(true, Optional.empty());

    assertThat(run(source.obtain()).get().headers()).containsExactly(authorization("d1"));
    assertThat(source.ready().orElseThrow().headers()).containsExactly(authorization("d1"));
    assertThat(source.ready()).isSameAs(source.ready());
    assertThat(source.lastFailure()).isEmpty();
    assertThat(management.calls).isEqualTo(1);
  }

  @Test
  void ready_optionalManagementWorksAgain_isThereAfterTheNextToken() throws Exception {
    management.failure = Optional.of("no");
    CredentialSource source = source(true, Optional.empty());
    run(source.obtain()).get();
    management.failure = Optional.empty();
    clock.move(Duration.ofMinutes(45));

    assertThat(source.ready().orElseThrow().headers()).containsExactly(authorization("d1"));
    executor.run();
    assertThat(source.ready().orElseThrow().headers()).containsExactly(authorization("d2"));
    executor.run();
    assertThat(source.ready().orElseThrow().headers())
        .containsExactly(authorization("d2"), management("m2"));
  }

  @Test
  void ready_oneTokenEnds_onlyThatOneIsRenewed() throws Exception {
    management.life = Duration.ofMinutes(10);
    CredentialSource source = source(false, Optional.empty());
    run(source.obtain()).get();
    clock.move(Duration.ofMinutes(11));
    assertThat(source.ready()).isEmpty();

    assertThat(run(source.obtain()).get().headers())
        .containsExactly(authorization("d1"), management("m2"));
    assertThat(databricks.calls).isEqualTo(1);
  }

  @Test
  void replace_rejected_bothRenewedOnce() throws Exception {
    CredentialSource source = source(false, Optional.empty());
    Credential rejected = run(source.obtain()).get();
    CompletableFuture<Credential> first = source.replace(rejected);
    CompletableFuture<Credential> second = source.replace(rejected);
    executor.run();
    CompletableFuture<Credential> late = run(source.replace(rejected));

    for (CompletableFuture<Credential> one : List.of(first, second, late)) {
      assertThat(one.get().headers()).containsExactly(authorization("d2"), management("m2"));
    }
    assertThat(List.of(databricks.calls, management.calls)).containsExactly(2, 2);
  }

  @Test
  void replace_managementCannotBeRenewed_theHeldOneGoesOn() throws Exception {
    CredentialSource source = source(false, Optional.empty());
    Credential rejected = run(source.obtain()).get();
    management.failure = Optional.of("no");

    assertThat(run(source.replace(rejected)).get().headers())
        .containsExactly(authorization("d2"), management("m1"));
  }

  @Test
  void replace_databricksCannotBeRenewed_fails() throws Exception {
    CredentialSource source = source(true, Optional.empty());
    Credential rejected = run(source.obtain()).get();
    databricks.failure = Optional.of("no");

    assertThat(failure(run(source.replace(rejected)))).hasMessage("no");
  }

  private CredentialSource source(boolean optional, Optional<String> resourceId) {
    return new TwoTokenSource(
        "azure-x",
        new TwoTokenSource.Parts(
            tokens.source(key("databricks"), databricks),
            tokens.source(key("management"), management),
            optional,
            resourceId));
  }

  private <T> CompletableFuture<T> run(CompletableFuture<T> future) {
    executor.run();
    return future;
  }

  private static TokenKey key(String audience) {
    return new TokenKey("p", "https://h", "", "azure-x", "c", audience, List.of(), "");
  }

  private static HeaderField authorization(String token) {
    return new HeaderField("Authorization", "Bearer " + token);
  }

  private static HeaderField management(String token) {
    return new HeaderField("X-Databricks-Azure-SP-Management-Token", token);
  }

  private static Throwable failure(CompletableFuture<Credential> future) {
    List<Throwable> seen = new ArrayList<>();
    CompletableFuture<Credential> unused = future.whenComplete((value, error) -> seen.add(error));
    assertThat(unused).isCompletedExceptionally();
    return seen.getFirst();
  }

  /** A grant that numbers its tokens. */
  private final class Numbered implements TokenGrant {

    private final String name;
    private Duration life = Duration.ofHours(1);
    private Optional<String> failure = Optional.empty();
    private int calls;

    Numbered(String name) {
      this.name = name;
    }

    @Override
    public Token request() {
      calls++;
      if (failure.isPresent()) {
        throw new CredentialException(failure.get(), true, Optional.empty());
      }
      return new Token(
          name + calls,
          "Bearer",
          Optional.empty(),
          Optional.of(clock.instant().plus(life)),
          clock.instant());
    }
  }
}
