package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UnansweredPollTest {

  /** What the retry rules take for final, where nothing tells that there is a host at all. */
  private static final Set<Kind> FINAL_WHERE_UNSEEN =
      EnumSet.of(Kind.CLIENT_GONE, Kind.UNKNOWN_HOST, Kind.TLS_TRUST);

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isFinal_attemptFailed_followsItsKindAndWhatWasSeen(Kind kind) {
    AttemptFailedException failure = new AttemptFailedException(kind, "so");
    assertThat(UnansweredPoll.isFinal(failure, false)).isEqualTo(FINAL_WHERE_UNSEEN.contains(kind));
    assertThat(UnansweredPoll.isFinal(failure, true)).isEqualTo(kind == Kind.CLIENT_GONE);
  }
}
