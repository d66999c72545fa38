package io.lakegate.sdk.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TransientTextsTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "com.databricks.backend.manager.util.UnknownWorkerEnvironmentException: x",
        "org 12 does not have any associated worker environments.",
        "There is no worker environment with id 7",
        "Unknown worker environment",
        "worker env WorkerEnvId(workerenv-1) not found",
        "worker env  not found",
        "worker env worker env x not found",
      })
  void scan_workerEnvironmentText_isOne(String text) {
    assertThat(scan(message(text))).isEqualTo(ErrorHint.WORKER_ENVIRONMENT_TEXT);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "ClusterNotReadyException",
        "Unexpected error",
        "Please try again later or try a faster operation.",
        "RPC token bucket limit has been exceeded",
        "Timed out after 30s",
        "context deadline exceeded",
      })
  void scan_otherTransientText_isOne(String text) {
    assertThat(scan(message(text))).isEqualTo(ErrorHint.TRANSIENT_TEXT);
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "",
        "U",
        "Job 7 does not exist.",
        "unexpected error",
        "Unexpected erro",
        "worker env x is not there",
        "worker env not found",
        "Timed out after",
        "request_limit_exceeded",
        "défaut é ünïcödé",
      })
  void scan_otherText_isNone(String text) {
    assertThat(scan(text)).isEqualTo(ErrorHint.NONE);
  }

  @Test
  void scan_workerNameOnAnotherLine_isNone() {
    assertThat(scan("worker env x\n is not found")).isEqualTo(ErrorHint.NONE);
    assertThat(scan("worker env x\nworker env y not found"))
        .isEqualTo(ErrorHint.WORKER_ENVIRONMENT_TEXT);
  }

  @Test
  void scan_throttlingCode_countsBeforeAll() {
    String body =
        "{\"message\":\"Unexpected error, Unknown worker environment\","
            + "\"error_code\":\"REQUEST_LIMIT_EXCEEDED\"}";
    assertThat(scan(body)).isEqualTo(ErrorHint.REQUEST_LIMIT_EXCEEDED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "'Unexpected error, Unknown worker environment'",
    "'Unknown worker environment, Unexpected error'"
  })
  void scan_workerEnvironmentText_countsBeforeOtherTexts(String body) {
    assertThat(scan(body)).isEqualTo(ErrorHint.WORKER_ENVIRONMENT_TEXT);
  }

  @Test
  void scan_textBeyondThePrefix_isNotSeen() {
    String text = "Unexpected error";
    int last = TransientTexts.PREFIX_BYTES - text.length();
    assertThat(scan(" ".repeat(last) + text)).isEqualTo(ErrorHint.TRANSIENT_TEXT);
    assertThat(scan(" ".repeat(last + 1) + text)).isEqualTo(ErrorHint.NONE);
  }

  @Test
  void scan_part_looksAtNothingElse() {
    byte[] bytes = "xxUnexpected errorxx".getBytes(StandardCharsets.US_ASCII);
    assertThat(TransientTexts.scan(bytes, 2, 16)).isEqualTo(ErrorHint.TRANSIENT_TEXT);
    assertThat(TransientTexts.scan(bytes, 3, 16)).isEqualTo(ErrorHint.NONE);
    assertThat(TransientTexts.scan(bytes, 2, 15)).isEqualTo(ErrorHint.NONE);
    assertThatThrownBy(() -> TransientTexts.scan(bytes, 2, 19))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static String message(String text) {
    return "{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"" + text + "\"}";
  }

  private static ErrorHint scan(String body) {
    return TransientTexts.scan(body.getBytes(StandardCharsets.UTF_8));
  }
}
