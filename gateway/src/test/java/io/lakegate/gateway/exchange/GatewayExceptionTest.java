package io.lakegate.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.http.HeaderField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatewayExceptionTest {

  private static final HeaderField FIRST = new HeaderField("Retry-After", "1");
  private static final HeaderField SECOND = new HeaderField("Location", "/wait/api");

  private final GatewayException problem =
      new GatewayException(ProblemCode.DRAINING, "It goes.", Map.of("a", "b"), List.of(FIRST));

  @Test
  void withDetail_twice_keepsBoth() {
    ErrorDetail one = ErrorDetail.errorInfo("ONE", Map.of());
    ErrorDetail two = ErrorDetail.errorInfo("TWO", Map.of());
    assertThat(problem.withDetail(one).withDetail(two).details()).containsExactly(one, two);
    assertThat(problem.details()).isEmpty();
  }

  @Test
  void withField_keepsTheOthers() {
    assertThat(problem.withField(SECOND).fields()).containsExactly(FIRST, SECOND);
  }

  @Test
  void withStatus_changesNothingElse() {
    GatewayException other = problem.withStatus(503).withField(SECOND);
    assertThat(problem.status()).isEqualTo(424);
    assertThat(other.status()).isEqualTo(503);
    assertThat(other.code()).isEqualTo(ProblemCode.DRAINING);
    assertThat(other.text()).isEqualTo("It goes.");
    assertThat(other.metadata()).containsExactly(Map.entry("a", "b"));
  }
}
