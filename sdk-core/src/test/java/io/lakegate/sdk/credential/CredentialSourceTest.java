package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.ManualExecutor;
import io.lakegate.sdk.testing.MutableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class CredentialSourceTest {

  private static final Map<Attribute, String> PRINCIPAL =
      Map.of(
          Attribute.HOST, "https://accounts.x",
          Attribute.ACCOUNT_ID, "a1",
          Attribute.CLIENT_ID, "id",
          Attribute.CLIENT_SECRET, "s3cret");

  private final FakeTransport transport = new FakeTransport();
  private final MutableClock clock = new MutableClock();
  private final ManualExecutor executor = new ManualExecutor();
  private final CredentialContext context =
      new CredentialContext(
          transport,
          new TokenCache(clock, executor),
          clock,
          executor,
          UserAgent.create(name -> null, "25", "Linux"),
          new Machine(name -> null, path -> Optional.empty(), CommandRunner.NONE));

  @Test
  void pat_always_readyAndIrreplaceable() throws Exception {
    CredentialSource source =
        source("DEFAULT", Map.of(Attribute.HOST, "x", Attribute.TOKEN, "dapi"));
    Credential credential = source.ready().orElseThrow();

    assertThat(credential.headers())
        .containsExactly(new HeaderField("Authorization", "Bearer dapi"));
    assertThat(credential.expiry()).isEmpty();
    assertThat(source.ready()).isSameAs(source.ready());
    assertThat(source.obtain().get()).isSameAs(credential);
    assertThat(source.lastFailure()).isEmpty();
    assertThat(failure(source.replace(credential)))
        .hasMessage(
            "pat: the origin rejected it; replace the one from "
                + "profiles.DEFAULT of the gateway's configuration")
        .isInstanceOfSatisfying(CredentialException.class, e -> assertThat(e.permanent()).isTrue());
  }

  @Test
  void basic_nameAndPassword_encodedAsUtf8() {
    CredentialSource source =
        source(
            "DEFAULT",
            Map.of(Attribute.HOST, "x", Attribute.USERNAME, "ann", Attribute.PASSWORD, "pä:ss"));

    assertThat(source.authType()).isEqualTo("basic");
    assertThat(source.ready().orElseThrow().headers())
        .containsExactly(new HeaderField("Authorization", "Basic YW5uOnDDpDpzcw=="));
  }

  @Test
  void m2m_firstUse_obtainedOnceAndThenReady() throws Exception {
    CredentialSource source = source("DEFAULT", PRINCIPAL);
    assertThat(source.authType()).isEqualTo("oauth-m2m");
    assertThat(source.ready()).isEmpty();
    transport.answer(200, token("t1"));
    CompletableFuture<Credential> first = source.obtain();
    CompletableFuture<Credential> second = source.obtain();
    executor.run();

    assertThat(first.get().headers())
        .containsExactly(new HeaderField("Authorization", "Bearer t1"));
    assertThat(first.get().expiry()).contains(MutableClock.START.plusSeconds(3600));
    assertThat(second.get()).isSameAs(first.get());
    assertThat(source.ready()).isPresent().isSameAs(source.ready());
    assertThat(transport.requests()).hasSize(1);
    assertThat(FakeTransport.header(transport.requests().getFirst(), "User-Agent"))
        .contains(" auth/oauth-m2m");
  }

  @Test
  void m2m_rejected_replacedOnce() throws Exception {
    CredentialSource source = source("DEFAULT", PRINCIPAL);
    transport.answer(200, token("t1")).answer(200, token("t2"));
    Credential rejected = obtain(source);
    CompletableFuture<Credential> first = source.replace(rejected);
    CompletableFuture<Credential> second = source.replace(rejected);
    executor.run();
    CompletableFuture<Credential> late = source.replace(rejected);

    for (CompletableFuture<Credential> one : List.of(first, second, late)) {
      assertThat(one.get().headers())
          .containsExactly(new HeaderField("Authorization", "Bearer t2"));
    }
    assertThat(transport.requests()).hasSize(2);
  }

  @Test
  void m2m_expiredAndRejected_oneRefresh() throws Exception {
    CredentialSource source = source("DEFAULT", PRINCIPAL);
    transport.answer(200, token("t1")).answer(200, token("t2"));
    Credential rejected = obtain(source);
    clock.move(Duration.ofHours(2));
    assertThat(source.ready()).isEmpty();
    CompletableFuture<Credential> replaced = source.replace(rejected);
    executor.run();

    assertThat(replaced.get()).isNotEqualTo(rejected);
    assertThat(transport.requests()).hasSize(2);
  }

  @Test
  void m2m_wrongSecret_permanentFailureUnwrapped() {
    CredentialSource source = source("DEFAULT", PRINCIPAL);
    transport.answer(401, "{\"error\":\"invalid_client\"}");
    CompletableFuture<Credential> credential = source.obtain();
    executor.run();

    assertThat(failure(credential))
        .isInstanceOfSatisfying(
            CredentialException.class,
            e -> {
              assertThat(e.permanent()).isTrue();
              assertThat(e.getMessage()).contains("invalid_client").doesNotContain("s3cret");
            });
    assertThat(source.lastFailure()).contains((CredentialException) failure(credential));
  }

  @Test
  void m2m_twoProfilesOfOneClient_neverShareAToken() throws Exception {
    CredentialSource one = source("one", PRINCIPAL);
    CredentialSource other = source("other", PRINCIPAL);
    transport.answer(200, token("t1"));
    obtain(one);

    assertThat(one.ready()).isPresent();
    assertThat(other.ready()).isEmpty();
  }

  @Test
  void m2m_sameProfileChosenAgain_keepsTheToken() throws Exception {
    CredentialSource before = source("one", PRINCIPAL);
    transport.answer(200, token("t1"));
    obtain(before);

    assertThat(source("one", PRINCIPAL).ready()).isPresent();
    assertThat(before.ready()).isPresent();
  }

  @Test
  void toString_credential_noSecret() throws Exception {
    CredentialSource source = source("DEFAULT", PRINCIPAL);
    transport.answer(200, token("t1-s3cret"));

    assertThat(obtain(source).toString()).contains("Authorization").doesNotContain("s3cret");
  }

  private Credential obtain(CredentialSource source) throws Exception {
    CompletableFuture<Credential> credential = source.obtain();
    executor.run();
    return credential.get();
  }

  private CredentialSource source(String profile, Map<Attribute, String> values) {
    ResolvedConfig config =
        new ConfigResolver(name -> null, path -> Optional.empty()).resolveIsolated(profile, values);
    return CredentialChain.standard().select(config, context).source().orElseThrow();
  }

  private static Throwable failure(CompletableFuture<Credential> future) {
    List<Throwable> seen = new ArrayList<>();
    CompletableFuture<Credential> unused = future.whenComplete((value, error) -> seen.add(error));
    assertThat(unused).isCompletedExceptionally();
    return seen.getFirst();
  }

  private static String token(String text) {
    return "{\"access_token\":\"" + text + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
  }
}
