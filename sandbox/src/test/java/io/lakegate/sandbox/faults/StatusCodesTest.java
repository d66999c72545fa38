package io.lakegate.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusCodesTest {

  @ParameterizedTest
  @CsvSource({
    "400,BAD_REQUEST",
    "401,UNAUTHENTICATED",
    "403,PERMISSION_DENIED",
    "404,NOT_FOUND",
    "409,RESOURCE_CONFLICT",
    "429,REQUEST_LIMIT_EXCEEDED",
    "499,CANCELLED",
    "500,INTERNAL_ERROR",
    "501,NOT_IMPLEMENTED",
    "502,UNKNOWN",
    "503,TEMPORARILY_UNAVAILABLE",
    "504,DEADLINE_EXCEEDED"
  })
  void errorCode_ofAStatus_isThePlatforms(int status, String expected) {
    assertThat(StatusCodes.errorCode(status)).isEqualTo(expected);
  }
}
