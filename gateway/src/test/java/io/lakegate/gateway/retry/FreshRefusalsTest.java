package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.http.HeaderField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FreshRefusalsTest {

  private static final long NOW = Long.MAX_VALUE - 5;

  private final FreshRefusals refusals = new FreshRefusals();

  private static Credential credential(String token) {
    return new Credential(
        List.of(new HeaderField("Authorization", "Bearer " + token)), Optional.empty());
  }

  @Test
  void mayRenew_nothingKnown_yes() {
    assertThat(refusals.mayRenew(credential("a"), NOW)).isTrue();
  }

  @Test
  void mayRenew_refusedWhenNew_notForAMinute() {
    refusals.add(credential("a"), NOW);
    long minute = Duration.ofMinutes(1).toNanos();
    assertThat(refusals.mayRenew(credential("a"), NOW + minute - 1)).isFalse();
    assertThat(refusals.mayRenew(credential("a"), NOW + minute)).isTrue();
  }

  @Test
  void mayRenew_anotherCredential_yes() {
    refusals.add(credential("a"), NOW);
    assertThat(refusals.mayRenew(credential("b"), NOW)).isTrue();
  }
}
