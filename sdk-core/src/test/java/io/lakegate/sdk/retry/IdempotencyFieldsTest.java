package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.catalog.Catalog;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdempotencyFieldsTest {

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      nullValues = "none",
      value = {
        "POST, /api/2.2/jobs/run-now, idempotency_token",
        "POST, /api/2.0/jobs/run-now/, idempotency_token",
        "POST, /api/2.1/jobs/runs/submit, idempotency_token",
        "POST, /api/2.1/accounts/7/budget-policies, request_id",
        "POST, /api/2.0/default-base-environments, request_id",
        "GET, /api/2.0/default-base-environments, none",
        "PUT, /api/2.2/jobs/run-now, none",
        "POST, /api/2.2/jobs/create, none",
        "POST, /api/2.1/accounts/7/budget-policies/8, none",
        "POST, /api/2.1/accounts/7/usage-policies, none",
        "POST, /jobs/run-now, none"
      })
  void documented_operation_namesItsField(String method, String path, String field) {
    assertThat(IdempotencyFields.documented(Catalog.standard()).of(method, path))
        .isEqualTo(Optional.ofNullable(field));
  }
}
