package io.lakegate.gateway.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Credentials that are replaced while their issuer is slow, down, or of another opinion. */
final class RenewableSourceTest {

  private static final Credential OLD = credential("old");
  private static final Credential NEW = credential("new");

  private final Source first = new Source(Optional.of(OLD));
  private final Source second = new Source(Optional.empty());
  private final RenewableSource source = new RenewableSource(first);

  private static Credential credential(String token) {
    return new Credential(List.of(new HeaderField("Authorization", token)), Optional.empty());
  }

  /** An issuer's side of a profile, which answers when the test says so. */
  private static final class Source implements CredentialSource {

    private final Deque<CompletableFuture<Credential>> questions = new ArrayDeque<>();
    private Optional<Credential> ready;

    Source(Optional<Credential> ready) {
      this.ready = ready;
    }

    void answer(Credential credential) {
      ready = Optional.of(credential);
      questions.removeFirst().complete(credential);
    }

    void fail(boolean permanent) {
      questions
          .removeFirst()
          .completeExceptionally(new CredentialException("no", permanent, Optional.empty()));
    }

    @Override
    public String authType() {
      return "oauth-m2m";
    }

    @Override
    public Optional<Credential> ready() {
      return ready;
    }

    @Override
    public Optional<CredentialException> lastFailure() {
      return Optional.empty();
    }

    @Override
    public CompletableFuture<Credential> obtain() {
      CompletableFuture<Credential> question = new CompletableFuture<>();
      questions.add(question);
      return question;
    }

    @Override
    public CompletableFuture<Credential> replace(Credential rejected) {
      return obtain();
    }
  }

  @Test
  void renew_issuerAnswers_nextRequestsCarryItsCredential() {
    source.renew(second);
    assertThat(source.ready()).contains(OLD);

    second.answer(NEW);

    assertThat(source.ready()).contains(NEW);
  }

  @Test
  void renew_manyRequestsWhileTheIssuerIsAsked_oneQuestion() {
    source.renew(second);

    for (int i = 0; i < 1_000; i++) {
      assertThat(source.ready()).contains(OLD);
    }

    assertThat(second.questions).hasSize(1);
  }

  @Test
  void renew_issuerIsDown_nextRequestAsksAgainAndTheOldGoesOn() {
    source.renew(second);
    second.fail(false);
    assertThat(second.questions).isEmpty();

    assertThat(source.ready()).contains(OLD);
    assertThat(second.questions).hasSize(1);
    second.answer(NEW);

    assertThat(source.ready()).contains(NEW);
  }

  @Test
  void renew_issuerRefuses_oldIsDropped() {
    source.renew(second);

    second.fail(true);

    assertThat(source.ready()).isEmpty();
  }

  @Test
  void renew_twice_lateAnswerOfTheFirstChangesNothing() {
    Source third = new Source(Optional.empty());
    source.renew(second);
    source.renew(third);

    second.answer(credential("late"));
    assertThat(source.ready()).contains(OLD);
    third.answer(NEW);

    assertThat(source.ready()).contains(NEW);
  }
}
